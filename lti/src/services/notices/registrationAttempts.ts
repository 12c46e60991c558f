import type { Knex } from 'knex';
import type { NoticeSource } from './NoticeSource';

/** Platforms lose what they were told: a restored backup, a tool that was installed again. */
const FRESH_MS = 7 * 24 * 3_600_000;
const RETRY_MS = 3_600_000;
/** A platform that names another address at each launch must not make us ask at each. */
const OTHER_ADDRESS_MS = 60_000;

/**
 * Takes the turn to ask a platform for its notices: when it never was asked, at another address than before, a week after
 * it agreed, or an hour after it did not. Of launches at the same time, in whichever process, one gets it.
 *
 * @param takesOver the turn of whoever did not come to its end.
 * @returns whether it has failed since it agreed last; null when it is not the time.
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

/** Keeps how it went. */
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
