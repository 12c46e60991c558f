import type { Job, JobRun, UnitOfWork } from '@aimline/plugin-interventions-node';
import type { CourseToSync } from './CourseToSync';
import { FRESH_MS, syncRoster, type RosterTools } from './syncRoster';

/** A whole district may open a hundred new courses at one bell; the rest of the service wants the database too. */
const CONCURRENCY = 4;
const SYNC_TIMEOUT_MS = 15 * 60_000;

/**
 * Keeps the members of courses as their platforms list them, in the background: a launch says that a course is in use,
 * and never waits.
 */
export class CourseRosters {
  /**
   * What a platform does not list is asked for again after the next launch. What was broken off, because a process was
   * killed or stopped, is begun anew by another.
   */
  readonly job: Job<CourseToSync> = {
    name: 'lti.roster',
    schedule: null,
    key: ({ tenantId, courseId, registrationId }) => `${tenantId} ${courseId} ${registrationId}`,
    concurrency: CONCURRENCY,
    run: (run) => this.#read(run),
  };

  constructor(private readonly tools: RosterTools) {}

  /**
   * Has the members of a course read after the commit, as soon as it is its turn, unless they have just been read.
   *
   * @param begunAt when a reading of the course began last.
   */
  refresh(uow: UnitOfWork, course: CourseToSync, begunAt: Date | null): void {
    if (begunAt !== null && this.tools.now().getTime() - begunAt.getTime() < FRESH_MS) return;
    uow.enqueue(this.job, course);
  }

  async #read({ data: course, isRepeated, signal: broken }: JobRun<CourseToSync>): Promise<void> {
    const signal = AbortSignal.any([broken, AbortSignal.timeout(SYNC_TIMEOUT_MS)]);
    try {
      await syncRoster(this.tools, course, { takesOver: isRepeated, signal });
    } catch (error) {
      const { tenantId, courseId, registrationId } = course;
      // Its name and sentence only: a cause or a detail may hold a row.
      const { name, message } = signal.aborted ? (signal.reason as Error) : (error as Error);
      this.tools.logger.warn(`The members of a course were not read: ${name}: ${message}`, {
        tenantId,
        courseId,
        registrationId,
      });
      broken.throwIfAborted();
    }
  }
}
