import type { Roster, TenantId, Tenants } from '@aimline/plugin-interventions-node';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { setTimeout } from 'node:timers/promises';
import type { LtiGateway } from '../gateway/LtiGateway';
import type { Registration } from '../registration';
import { MEMBERSHIPS_SCOPE, readMembers } from './readMembers';

/** How long a launch waits for the members of a new course. */
const FIRST_WAIT_MS = 5_000;
const READ_TIMEOUT_MS = 120_000;
/** Launches of one class come at once: they need not all ask. */
const FRESH_MS = 60_000;

interface CourseToRead {
  tenantId: TenantId;
  courseId: string;
  registration: Registration;
  /** The course's memberships service. */
  url: string;
}

/** Keeps the members of courses as their platforms list them. One read of a course at a time. */
export class CourseRosters {
  readonly #running = new Map<string, Promise<void>>();
  /** Reads that failed: a platform without the service is not asked at each launch. */
  readonly #failedAtMs = new Map<string, number>();
  readonly #stopping = new AbortController();

  constructor(
    private readonly options: {
      tenants: Tenants;
      roster: Roster;
      gateway: LtiGateway;
      logger: LoggerService;
      now: () => Date;
    },
  ) {}

  /**
   * Reads the members of a course again, in the background; when they were never read, it is waited for, for five
   * seconds at most. Never throws: a launch does not depend on it.
   *
   * @param syncedAt when they were read last.
   */
  async refresh(course: CourseToRead, syncedAt: Date | null): Promise<void> {
    const key = `${course.tenantId} ${course.courseId}`;
    const readAtMs = syncedAt?.getTime() ?? this.#failedAtMs.get(key);
    if (readAtMs !== undefined && this.options.now().getTime() - readAtMs < FRESH_MS) return;
    const reading = this.#running.get(key) ?? this.#read(course, key).finally(() => this.#running.delete(key));
    this.#running.set(key, reading);
    if (syncedAt === null) await Promise.race([reading, setTimeout(FIRST_WAIT_MS, undefined, { ref: false })]);
  }

  /** Ends what is being read. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('Aimline is stopping.'));
    await Promise.all(this.#running.values());
  }

  async #read({ tenantId, courseId, registration, url }: CourseToRead, key: string): Promise<void> {
    const { tenants, roster, gateway, logger } = this.options;
    const { registrationId } = registration;
    try {
      const signal = AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(READ_TIMEOUT_MS)]);
      const authorization = await gateway.authorization(registration, MEMBERSHIPS_SCOPE, signal);
      const people = await readMembers(url, authorization, signal);
      await tenants.transact({ tenantId, actorId: null, action: 'lti.roster' }, async (uow) => {
        await roster.recordMembers(uow, `lti:${registrationId}`, courseId, people);
        await uow.rows(
          `insert into lti_course (tenant_id, course_id, registration_id, memberships_url, synced_at)
           values (:tenantId, :courseId, :registrationId, :url, :now)
           on conflict (tenant_id, course_id) do update set
             registration_id = excluded.registration_id,
             memberships_url = excluded.memberships_url,
             synced_at = excluded.synced_at`,
          { courseId, registrationId, url, now: uow.now },
        );
      });
      this.#failedAtMs.delete(key);
    } catch (error) {
      this.#failedAtMs.set(key, this.options.now().getTime());
      // Its name and sentence only: a cause or a detail may hold a row.
      const { name, message } = error as Error;
      logger.warn(`The members of a course were not read: ${name}: ${message}`, { tenantId, courseId, registrationId });
    }
  }
}
