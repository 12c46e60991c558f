import type { Knex } from 'knex';
import type { NoticeSource } from './NoticeSource';

/**
 * A registration is repeated after this time, because platforms lose it: by restoring a backup, or reinstalling a tool.
 */
const FRESH_MS = 7 * 24 * 3_600_000;
const RETRY_MS = 3_600_000;
/** Minimum time between requests to different addresses: a platform may name another one at each launch. */
const OTHER_ADDRESS_MS = 60_000;

/**
 * Claims the next attempt to register for the notices of a platform, if one is due: never tried before, at a new
 * address, a week after a success, or an hour after a failure. Of concurrent launches, in any process, one gets it.
 *
 * @param takesOver claims it regardless: the process that had claimed it did not finish.
 * @returns whether an attempt has failed since the last success; null when none is due.
 */
export async function claimAttempt(
  knex: Knex,
  { registrationId, deploymentId, url }: NoticeSource,
  { now, takesOver }: { now: Date; takesOver: boolean },
): Promise<{ hasFailed: boolean } | null> {
  const before = (ms: number) => new Date(now.getTime() - ms);
  const { rows } = await knex.raw<{ rows: { hasFailed: boolean }[] }>(
    `insert into directory.lti_notice_handler as h (registration_id, deployment_id, service_url, tried_at)
     values (:registrationId, :deploymentId, :url, :now)
     on conflict (registration_id, deployment_id) do update
       set service_url = excluded.service_url,
         tried_at = excluded.tried_at,
         registered_at = case when h.service_url = excluded.service_url then h.registered_at end
       where :takesOver
         or (h.service_url <> excluded.service_url and h.tried_at <= :otherAddressBefore)
         or (coalesce(h.registered_at <= :freshBefore, true) and h.tried_at <= :retryBefore)
     returning h.failed_at is not null as "hasFailed"`,
    {
      registrationId,
      deploymentId,
      url,
      now,
      takesOver,
      freshBefore: before(FRESH_MS),
      retryBefore: before(RETRY_MS),
      otherAddressBefore: before(OTHER_ADDRESS_MS),
    },
  );
  return rows[0] ?? null;
}

/** Records the outcome of an attempt. */
export async function recordAttempt(
  knex: Knex,
  { registrationId, deploymentId, url }: NoticeSource,
  { succeeded, now }: { succeeded: boolean; now: Date },
): Promise<void> {
  await knex.raw(
    `update directory.lti_notice_handler
     set registered_at = case when :succeeded then :now::timestamptz else registered_at end,
       failed_at = case when :succeeded then null else :now::timestamptz end
     where registration_id = :registrationId
       and deployment_id = :deploymentId
       and service_url = :url`,
    { registrationId, deploymentId, url, succeeded, now },
  );
}
