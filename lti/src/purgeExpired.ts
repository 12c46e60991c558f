import type { Knex } from 'knex';

/** Removes logins that were not finished in time, and nonces of id_tokens that would be too old by now. */
export async function purgeExpired({ knex, now }: { knex: Knex; now: () => Date }): Promise<void> {
  for (const table of ['lti_launch_state', 'lti_nonce']) {
    await knex.raw(`delete from directory.${table} where expires_at < :now`, { now: now() });
  }
}
