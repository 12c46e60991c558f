import { type Course, courses, type Member } from '../courses';
import type { Person } from '../person';
import { Refusal } from './refusal';

/** Somebody about to open the tool from a course. */
export interface Visit {
  course: Course;
  person: Person;
  role: Member['role'] | 'administrator';
  mentorOf: readonly Person[];
}

/** @throws {Refusal} when there is no such course. */
export function findCourse(key: unknown): Course {
  const course = courses.find((candidate) => candidate.key === key);
  if (!course) throw new Refusal(404, `There is no course "${String(key)}".`);
  return course;
}

/** @throws {Refusal} when the person is neither a member of the course nor the district's coordinator. */
export function findVisit(course: Course, personKey: unknown): Visit {
  const { coordinator } = course.district;
  if (personKey === coordinator.key) return { course, person: coordinator, role: 'administrator', mentorOf: [] };
  const member = course.members.find(({ person }) => person.key === personKey);
  if (!member) throw new Refusal(404, `There is no "${String(personKey)}" in the course ${course.title}.`);
  if (member.status === 'Inactive') throw new Refusal(403, 'This account is not active in the course any more.');
  return { course, ...member };
}
