import { hashOf, randomSecret } from '@aimline/plugin-interventions-node';
import type { Knex } from 'knex';
import { InstallRefusedError } from '../InstallRefusedError';

const LINK_LIFETIME_MS = 3_600_000;
const MAX_LINKS_PER_TENANT = 20;

interface Directory {
  knex: Knex;
  now: () => Date;
}

/**
 * Makes a link with which a platform registers Aimline for a district, once, within an hour.
 *
 * @throws InstallRefusedError when the district has too many unused links.
 */
export async function makeRegistrationLink(
  { knex, now }: Directory,
  { tenantId, toolOrigin }: { tenantId: string; toolOrigin: string },
): Promise<string> {
  const token = randomSecret();
  const { rows } = await knex.raw<{ rows: unknown[] }>(
    `insert into directory.lti_registration_link (token_hash, tenant_id, expires_at)
     select :tokenHash, :tenantId, :expiresAt
     where (select count(*) from directory.lti_registration_link where tenant_id = :tenantId and expires_at > :now) < :maxLinks
     returning tenant_id`,
    {
      tokenHash: hashOf(token),
      tenantId,
      expiresAt: new Date(now().getTime() + LINK_LIFETIME_MS),
      now: now(),
      maxLinks: MAX_LINKS_PER_TENANT,
    },
  );
  if (rows.length === 0)
    throw new InstallRefusedError(
      429,
      `Your district has ${MAX_LINKS_PER_TENANT} unused registration links. Use one of them.`,
    );
  return `${toolOrigin}/lti/register?token=${token}`;
}

/**
 * Consumes a link, whether its registration succeeds or not. Of concurrent uses, one succeeds.
 *
 * @returns the id of the district it was made for.
 * @throws InstallRefusedError when it is unknown, used or expired.
 */
export async function consumeRegistrationLink({ knex, now }: Directory, token: string): Promise<string> {
  const { rows } = await knex.raw<{ rows: { tenantId: string }[] }>(
    `delete from directory.lti_registration_link
     where token_hash = :tokenHash
       and expires_at > :now
     returning tenant_id as "tenantId"`,
    { tokenHash: hashOf(token), now: now() },
  );
  const [link] = rows;
  if (!link) {
    throw new InstallRefusedError(
      403,
      'This registration link has already been used, or is older than an hour. Make a new one on the install page.',
    );
  }
  return link.tenantId;
}
