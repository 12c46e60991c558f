import {
  provenTenantId,
  type OutboundPolicy,
  type Roster,
  type Tenants,
  type UnitOfWork,
} from '@aimline/plugin-interventions-node';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { findRegistration } from '../../platforms/findRegistration';
import type { AccessTokens } from '../../platforms/AccessTokens';
import { fetchMembers } from './fetchMembers';
import type { CourseToSync } from './CourseToSync';
import { saveCheckpoint, consumeCheckpoint } from './syncCheckpoint';
import { type MembersRead, readMembers } from './readMembers';

/**
 * The minimum time between two syncs of a course: a class launches within seconds, and one sync serves all of these
 * launches.
 */
export const FRESH_MS = 60_000;
/** For a day, syncs rely on the platform's differences or ETag; then the whole list is read again. */
const FULL_SYNC_AFTER_MS = 24 * 3_600_000;

export interface RosterTools {
  knex: Knex;
  tenants: Tenants;
  roster: Roster;
  accessTokens: AccessTokens;
  outboundPolicy: OutboundPolicy;
  logger: LoggerService;
  now: () => Date;
}

/**
 * Syncs the members of a course from its platform, unless another process is doing so or did within the last minute.
 * Fetches only changes where the platform offers them (differences, or an ETag), and all members once a day or when the
 * changes cannot be fetched.
 *
 * @param takesOver syncs regardless: the process that was doing so did not finish.
 * @throws Error when the list was not read to its end; then no member is removed.
 */
export async function syncRoster(
  tools: RosterTools,
  course: CourseToSync,
  { takesOver, signal }: { takesOver: boolean; signal: AbortSignal },
): Promise<void> {
  const { knex, tenants, roster, accessTokens, outboundPolicy, logger } = tools;
  const { courseId, registrationId, url } = course;
  const tenantId = provenTenantId(course.tenantId);
  const registration = await findRegistration(knex, registrationId);
  const transact = <T>(work: (uow: UnitOfWork) => Promise<T>) =>
    tenants.transact({ tenantId, actorId: null, action: 'lti.roster' }, work);
  const source = `lti:${registrationId}`;
  const started = await transact(async (uow) => {
    const unlessBegunSince = takesOver ? null : new Date(uow.now.getTime() - FRESH_MS);
    const sync = await roster.beginSync(uow, source, courseId, unlessBegunSince);
    return (
      sync && {
        sync,
        checkpoint: await consumeCheckpoint(uow, course, new Date(uow.now.getTime() - FULL_SYNC_AFTER_MS)),
      }
    );
  });
  if (!started) return;
  const { sync, checkpoint } = started;
  const members = fetchMembers({ accessTokens, registration, url, outboundPolicy, signal });
  try {
    const changes = checkpoint?.differencesUrl ? await readChanges(checkpoint.differencesUrl) : null;
    const read = changes ?? (await readAll(url, checkpoint?.differencesUrl ? null : (checkpoint?.etag ?? null)));
    const isFull = !changes && read.isChanged;
    await transact(async (uow) => {
      await roster.completeSync(uow, sync, isFull ? 'all' : 'changes');
      await saveCheckpoint(uow, course, {
        // An ETag is valid only for the whole list, not for differences.
        etag: changes ? null : read.etag,
        differencesUrl: read.differencesUrl,
        allReadAt: isFull ? uow.now : (checkpoint?.allReadAt ?? null),
      });
    });
  } catch (error) {
    await transact((uow) => roster.failSync(uow, sync)).catch(() => {
      // Another process has the lease, or the database is down: the lease expires, and the first error is thrown.
    });
    throw error;
  } finally {
    members.close();
  }

  async function readAll(listUrl: string, etag: string | null): Promise<MembersRead> {
    const batches = readMembers(listUrl, etag, members.fetchPage);
    for (;;) {
      const { done, value } = await batches.next();
      if (done) return value;
      await transact((uow) => roster.recordMembers(uow, sync, value));
    }
  }

  /** Reads the members that changed since the last sync; null when they cannot be read, for any reason. */
  async function readChanges(differencesUrl: string): Promise<MembersRead | null> {
    try {
      return await readAll(differencesUrl, null);
    } catch (error) {
      logger.info(`All members of a course are read, because the changes cannot be: ${(error as Error).message}`, {
        tenantId,
        courseId,
      });
      await transact((uow) => roster.resetSync(uow, sync));
      return null;
    }
  }
}
