import type { Course, Member } from '../courses';
import type { Person } from '../person';
import type { CourseLink, CourseLinks } from './courseLinks';
import { Refusal } from './refusal';

/** Somebody about to open the tool from a course. */
export interface Visit {
  course: Course;
  person: Person;
  role: Member['role'] | 'administrator';
  mentorOf: readonly Person[];
}

/** What somebody comes for: the tool itself, a link in the course, or links to add to it. */
export type VisitPurpose = 'open the tool' | 'add content' | CourseLink;

/** @throws {Refusal} when the person is neither a member of the course nor the district's coordinator. */
export function findVisit(course: Course, personKey: unknown): Visit {
  const { coordinator } = course.district;
  if (personKey === coordinator.key) return { course, person: coordinator, role: 'administrator', mentorOf: [] };
  const member = course.members.find(({ person }) => person.key === personKey);
  if (!member) throw new Refusal(404, `There is no "${String(personKey)}" in the course ${course.title}.`);
  if (member.status === 'Inactive') throw new Refusal(403, 'This account is not active in the course any more.');
  return { course, ...member };
}

/** Whether somebody may add content to the course. */
export function teaches({ role }: Visit): boolean {
  return role === 'instructor' || role === 'teaching_assistant' || role === 'administrator';
}

/**
 * What the address says of a visit: `link` names one of the course, `add` asks for new ones.
 *
 * @throws {Refusal} when there is no such link, or the person does not teach.
 */
export function purposeOf(visit: Visit, query: { link?: unknown; add?: unknown }, links: CourseLinks): VisitPurpose {
  if (query.link !== undefined) return links.find(visit.course, query.link);
  if (query.add === undefined) return 'open the tool';
  if (!teaches(visit)) throw new Refusal(403, 'Only those who teach a course add content to it.');
  return 'add content';
}
