import type { Knex } from 'knex';

const FAILED_LAUNCH_LIFETIME_MS = 14 * 24 * 3_600_000;

/**
 * Deletes expired logins, nonces, invitations and registration links, and failed launches older than two weeks. An
 * id_token with an expired nonce would be refused as too old.
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
