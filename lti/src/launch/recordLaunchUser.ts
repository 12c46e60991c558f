import type { Roster, RosterPerson, UnitOfWork } from '@aimline/plugin-interventions-node';
import type { KnownUser, LaunchUser } from './findKnownUser';

/** Records the user and the course, or updates their names. Most launches bring nothing new, and write nothing. */
export async function recordLaunchUser(
  uow: UnitOfWork,
  roster: Roster,
  { user, known, person }: { user: LaunchUser; known: KnownUser; person: RosterPerson },
): Promise<{ personId: string; courseId: string | null }> {
  const { source, course } = user;
  const recorded = person.kind === 'contact' ? known.contact : known.staff;
  const isSame =
    recorded !== null &&
    (person.givenName ?? recorded.givenName) === recorded.givenName &&
    (person.familyName ?? recorded.familyName) === recorded.familyName;
  const isSameCourse = course?.title === known.course?.title;
  return {
    personId: isSame ? recorded.personId : await roster.recordPerson(uow, source, person),
    courseId:
      course === undefined
        ? null
        : known.course !== null && isSameCourse
          ? known.course.courseId
          : await roster.recordCourse(uow, source, course),
  };
}
