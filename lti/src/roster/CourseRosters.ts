import type { CourseToRead } from './CourseToRead';
import { FRESH_MS, readRoster, type RosterTools } from './readRoster';

/** A whole district may open a hundred new courses at one bell; the rest of the service wants the database too. */
const MOST_AT_ONCE = 4;
const READING_TIMEOUT_MS = 15 * 60_000;

/**
 * Keeps the members of courses as their platforms list them, in the background: a launch says that a course is in use,
 * and never waits.
 */
export class CourseRosters {
  /** Courses that wait for their turn, by tenant and course. */
  readonly #waiting = new Map<string, CourseToRead>();
  readonly #running = new Map<string, Promise<void>>();
  readonly #stopping = new AbortController();

  constructor(private readonly tools: RosterTools) {}

  /**
   * Reads the members of a course as soon as it is its turn, unless they have just been read.
   *
   * @param begunAt when a reading of the course began last.
   */
  refresh(course: CourseToRead, begunAt: Date | null): void {
    const key = `${course.tenantId} ${course.courseId}`;
    const isFresh = begunAt !== null && this.tools.now().getTime() - begunAt.getTime() < FRESH_MS;
    if (isFresh || this.#running.has(key) || this.#stopping.signal.aborted) return;
    this.#waiting.set(key, course);
    this.#readNext();
  }

  /** Ends what is being read, and begins no more. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('Aimline is stopping.'));
    this.#waiting.clear();
    await Promise.all(this.#running.values());
  }

  #readNext(): void {
    for (const [key, course] of this.#waiting) {
      if (this.#running.size >= MOST_AT_ONCE) return;
      this.#waiting.delete(key);
      const reading = this.#read(course).finally(() => {
        this.#running.delete(key);
        this.#readNext();
      });
      this.#running.set(key, reading);
    }
  }

  async #read(course: CourseToRead): Promise<void> {
    const signal = AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(READING_TIMEOUT_MS)]);
    try {
      await readRoster(this.tools, course, signal);
    } catch (error) {
      const { tenantId, courseId, registration } = course;
      // Its name and sentence only: a cause or a detail may hold a row.
      const { name, message } = signal.aborted ? (signal.reason as Error) : (error as Error);
      this.tools.logger.warn(`The members of a course were not read: ${name}: ${message}`, {
        tenantId,
        courseId,
        registrationId: registration.registrationId,
      });
    }
  }
}
