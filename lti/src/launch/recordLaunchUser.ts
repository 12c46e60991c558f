import type { Roster, RosterPerson, UnitOfWork } from '@aimline/plugin-interventions-node';
import type { KnownUser, LaunchUser } from './findKnownUser';

/** Makes person and course known, or brings their names up to date. Most launches bring nothing new, and write nothing. */
export async function recordLaunchUser(
  uow: UnitOfWork,
  roster: Roster,
  { visitor, arrival, person }: { visitor: LaunchUser; arrival: KnownUser; person: RosterPerson },
): Promise<{ personId: string; courseId: string | null }> {
  const { source, course } = visitor;
  const known = person.kind === 'contact' ? arrival.contact : arrival.staff;
  const isSame =
    known !== null &&
    (person.givenName ?? known.givenName) === known.givenName &&
    (person.familyName ?? known.familyName) === known.familyName;
  const isSameCourse = course?.title === arrival.course?.title;
  return {
    personId: isSame ? known.personId : await roster.recordPerson(uow, source, person),
    courseId:
      course === undefined
        ? null
        : arrival.course !== null && isSameCourse
          ? arrival.course.courseId
          : await roster.recordCourse(uow, source, course),
  };
}
