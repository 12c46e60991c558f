import type { Job, JobRun, UnitOfWork } from '@aimline/plugin-interventions-node';
import type { CourseToSync } from './CourseToSync';
import { FRESH_MS, syncRoster, type RosterTools } from './syncRoster';

/**
 * Syncs that one process runs in parallel: a district may open a hundred new courses within seconds, and the rest of
 * the service needs database connections too.
 */
const CONCURRENCY = 4;
const SYNC_TIMEOUT_MS = 15 * 60_000;

/**
 * Syncs the members of courses from their platforms, in the background. A launch triggers the sync of its course, and
 * does not wait for it.
 */
export class CourseRosters {
  /**
   * Syncs one course. A sync that fails at the platform is repeated after the next launch; one that was interrupted,
   * because a process was killed or stopped, is restarted by another process.
   */
  readonly job: Job<CourseToSync> = {
    name: 'lti.roster',
    schedule: null,
    key: ({ tenantId, courseId, registrationId }) => `${tenantId} ${courseId} ${registrationId}`,
    concurrency: CONCURRENCY,
    run: (run) => this.#sync(run),
  };

  constructor(private readonly tools: RosterTools) {}

  /**
   * Enqueues the sync of a course with the commit, unless one began within the last minute.
   *
   * @param syncStartedAt when the last sync of the course began; null when there was none.
   */
  refresh(uow: UnitOfWork, course: CourseToSync, syncStartedAt: Date | null): void {
    if (syncStartedAt !== null && this.tools.now().getTime() - syncStartedAt.getTime() < FRESH_MS) return;
    uow.enqueue(this.job, course);
  }

  async #sync({ data: course, isRepeated, signal: interrupted }: JobRun<CourseToSync>): Promise<void> {
    const signal = AbortSignal.any([interrupted, AbortSignal.timeout(SYNC_TIMEOUT_MS)]);
    try {
      await syncRoster(this.tools, course, { takesOver: isRepeated, signal });
    } catch (error) {
      const { tenantId, courseId, registrationId } = course;
      // Name and message only: a cause or a detail may contain a row.
      const { name, message } = signal.aborted ? (signal.reason as Error) : (error as Error);
      this.tools.logger.warn(`The members of a course could not be synced: ${name}: ${message}`, {
        tenantId,
        courseId,
        registrationId,
      });
      interrupted.throwIfAborted();
    }
  }
}
