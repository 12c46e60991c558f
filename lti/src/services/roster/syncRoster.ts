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

/** Launches of one class come at once: they need not all ask. */
export const FRESH_MS = 60_000;
/** What a platform says of changes is believed for a day. */
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
 * Brings the members of a course up to date with its platform, unless somebody else is at it or was a minute ago. Asks for
 * what has changed where the platform offers that (differences, or an ETag), and once a day for everybody; also when the
 * changes cannot be had.
 *
 * @param takesOver whoever was at it, or has just been, did not come to the end.
 * @throws Error when the members were not read to the end: whoever was a member is one still.
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
  const begun = await transact(async (uow) => {
    const unlessBegunSince = takesOver ? null : new Date(uow.now.getTime() - FRESH_MS);
    const reading = await roster.beginSync(uow, source, courseId, unlessBegunSince);
    return (
      reading && {
        reading,
        kept: await consumeCheckpoint(uow, course, new Date(uow.now.getTime() - FULL_SYNC_AFTER_MS)),
      }
    );
  });
  if (!begun) return;
  const { reading, kept } = begun;
  const members = fetchMembers({ accessTokens, registration, url, outboundPolicy, signal });
  try {
    const changes = kept?.differencesUrl ? await readChanges(kept.differencesUrl) : null;
    const read = changes ?? (await readAll(url, kept?.differencesUrl ? null : (kept?.etag ?? null)));
    const isEverybody = !changes && read.isChanged;
    await transact(async (uow) => {
      await roster.completeSync(uow, reading, isEverybody ? 'everybody' : 'changes');
      await saveCheckpoint(uow, course, {
        // The validator is of the list as it was when it was read whole.
        etag: changes ? null : read.etag,
        differencesUrl: read.differencesUrl,
        allReadAt: isEverybody ? uow.now : (kept?.allReadAt ?? null),
      });
    });
  } catch (error) {
    await transact((uow) => roster.failSync(uow, reading)).catch(() => {
      // Taken over, or out of reach: the lease ends by itself, and the first error is the one to tell.
    });
    throw error;
  } finally {
    members.close();
  }

  async function readAll(listUrl: string, etag: string | null): Promise<MembersRead> {
    const batches = readMembers(listUrl, etag, members.ask);
    for (;;) {
      const { done, value } = await batches.next();
      if (done) return value;
      await transact((uow) => roster.recordMembers(uow, reading, value));
    }
  }

  /** Null when the platform does not tell them, for whatever reason. */
  async function readChanges(differencesUrl: string): Promise<MembersRead | null> {
    try {
      return await readAll(differencesUrl, null);
    } catch (error) {
      logger.info(`Everybody in the course is read again: ${(error as Error).message}`, { tenantId, courseId });
      await transact((uow) => roster.resetSync(uow, reading));
      return null;
    }
  }
}
