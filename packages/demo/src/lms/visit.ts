import type { Course, Member } from '../courses';
import type { Person } from '../person';
import type { CourseLink, CourseLinks } from './courseLinks';
import { Refusal } from './refusal';

/** A person who opens the tool from a course, with their role there. */
export interface Visit {
  course: Course;
  person: Person;
  role: Member['role'] | 'administrator';
  mentorOf: readonly Person[];
}

/** The purpose of a visit: to open the tool itself, to open a link of the course, or to add links to it. */
export type VisitPurpose = 'open the tool' | 'add content' | CourseLink;

/** @throws {Refusal} when the person is neither a member of the course nor the district's coordinator. */
export function findVisit(course: Course, personKey: unknown): Visit {
  const { coordinator } = course.district;
  if (personKey === coordinator.key) return { course, person: coordinator, role: 'administrator', mentorOf: [] };
  const member = course.members.find(({ person }) => person.key === personKey);
  if (!member) throw new Refusal(404, `The course "${course.title}" has no member "${String(personKey)}".`);
  if (member.status === 'Inactive') throw new Refusal(403, 'This account is inactive in the course.');
  return { course, ...member };
}

/** Whether a person may add content to the course and copy it. */
export function teaches({ role }: Visit): boolean {
  return role === 'instructor' || role === 'teaching_assistant' || role === 'administrator';
}

/**
 * The purpose of a visit by its query: `link` is the id of a link of the course, `add` requests new links.
 *
 * @throws {Refusal} when the course has no such link, or the person does not teach it.
 */
export function purposeOf(visit: Visit, query: { link?: unknown; add?: unknown }, links: CourseLinks): VisitPurpose {
  if (query.link !== undefined) return links.find(visit.course, query.link);
  if (query.add === undefined) return 'open the tool';
  if (!teaches(visit)) throw new Refusal(403, 'Only the teachers of a course can add content to it.');
  return 'add content';
}
