import { type Course, courses } from '../courses';
import { Refusal } from './refusal';

/** The courses of the practice LMS and their copies; copies are forgotten when it ends. */
export class CourseCatalog {
  readonly #origins = new Map<Course, Course>();

  /** All courses, the copies last. */
  get all(): readonly Course[] {
    return [...courses, ...this.#origins.keys()];
  }

  /** @throws {Refusal} when there is no such course. */
  find(key: unknown): Course {
    const course = this.all.find((candidate) => candidate.key === key);
    if (!course) throw new Refusal(404, `There is no course "${String(key)}".`);
    return course;
  }

  /** The course that a copy was made of; undefined for the others. */
  originOf(course: Course): Course | undefined {
    return this.#origins.get(course);
  }

  /** Adds a copy of a course, with the same members and without links. */
  copy(origin: Course): Course {
    const key = `${origin.key}-copy-${this.#origins.size + 1}`;
    const made = { ...origin, key, contextId: `${origin.district.key}:${key}`, title: `${origin.title} (copy)` };
    this.#origins.set(made, origin);
    return made;
  }
}
