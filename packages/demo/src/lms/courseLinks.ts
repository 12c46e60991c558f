import { randomUUID } from 'node:crypto';
import type { Course } from '../courses';
import { Refusal } from './refusal';

/** A link to a place in a tool that was added to a course. */
export interface CourseLink {
  id: string;
  title: string;
  url: string;
  /** The tool it opens. */
  clientId: string;
}

/** The links of each course, in the order in which they were added; forgotten when the practice LMS ends. */
export class CourseLinks {
  readonly #links = new Map<Course, CourseLink[]>();

  of(course: Course): readonly CourseLink[] {
    return this.#links.get(course) ?? [];
  }

  /** @throws {Refusal} when the course has no such link. */
  find(course: Course, id: unknown): CourseLink {
    const link = this.of(course).find((candidate) => candidate.id === id);
    if (!link) throw new Refusal(404, `The course "${course.title}" has no such link.`);
    return link;
  }

  add(course: Course, links: readonly Omit<CourseLink, 'id'>[]): void {
    this.#links.set(course, [...this.of(course), ...links.map((link) => ({ id: randomUUID(), ...link }))]);
  }
}
