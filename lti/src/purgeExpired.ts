import type { Knex } from 'knex';

const FAILED_LAUNCH_LIFETIME_MS = 14 * 24 * 3_600_000;

/**
 * Removes logins that were not finished in time, nonces of id_tokens that would be too old by now, invitations and links
 * that are over, and what failed two weeks ago.
 */
export async function purgeExpired({ knex, now }: { knex: Knex; now: () => Date }): Promise<void> {
  for (const table of ['lti_launch_state', 'lti_nonce', 'lti_registration_link']) {
    await knex.raw(`delete from directory.${table} where expires_at < :now`, { now: now() });
  }
  await knex.raw(
    `delete from directory.lti_invitation
     where coalesce(page_expires_at, link_expires_at) < :now`,
    { now: now() },
  );
  await knex.raw('delete from directory.lti_failed_launch where last_failed_at < :before', {
    before: new Date(now().getTime() - FAILED_LAUNCH_LIFETIME_MS),
  });
}
