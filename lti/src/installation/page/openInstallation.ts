import { hashOf, provenTenantId, randomSecret, SECRET, type TenantId } from '@aimline/plugin-interventions-node';
import type { Knex } from 'knex';
import { InstallRefusedError } from '../InstallRefusedError';

/** How long an install page stays open: enough to install a tool and to try it. */
export const PAGE_LIFETIME_MS = 4 * 3_600_000;

interface Directory {
  knex: Knex;
  now: () => Date;
}

/** The district whose install page a browser may see. */
export interface Installation {
  tenantId: TenantId;
  tenantName: string;
}

/**
 * Exchanges the secret of an invitation link for another one, which opens the install page for four hours. Of
 * concurrent exchanges, one succeeds.
 *
 * @throws InstallRefusedError when the link is unknown, used or expired.
 */
export async function openInstallation({ knex, now }: Directory, invitation: unknown): Promise<string> {
  const secret = randomSecret();
  const { rows } = await knex.raw<{ rows: unknown[] }>(
    `update directory.lti_invitation
     set link_hash = null,
         page_hash = :pageHash,
         page_expires_at = :pageExpiresAt
     where link_hash = :linkHash
       and link_expires_at > :now
     returning invitation_id`,
    {
      linkHash: hashOf(readSecret(invitation)),
      pageHash: hashOf(secret),
      pageExpiresAt: new Date(now().getTime() + PAGE_LIFETIME_MS),
      now: now(),
    },
  );
  if (rows.length === 0) throw linkRefused();
  return secret;
}

/** @throws InstallRefusedError when the secret is missing, unknown or expired. */
export async function findInstallation({ knex, now }: Directory, secret: string | undefined): Promise<Installation> {
  const { rows } = await knex.raw<{ rows: { tenantId: string; tenantName: string }[] }>(
    `select t.tenant_id as "tenantId", t.name as "tenantName"
     from directory.lti_invitation i
     join directory.tenant t using (tenant_id)
     where i.page_hash = :pageHash
       and i.page_expires_at > :now`,
    { pageHash: hashOf(readSecret(secret)), now: now() },
  );
  const [found] = rows;
  if (!found) throw linkRefused();
  return { tenantId: provenTenantId(found.tenantId), tenantName: found.tenantName };
}

function readSecret(secret: unknown): string {
  if (typeof secret !== 'string' || !SECRET.test(secret)) throw linkRefused();
  return secret;
}

function linkRefused(): InstallRefusedError {
  return new InstallRefusedError(
    403,
    'This page needs an invitation link, which works once. Ask the person who runs Aimline for a new one.',
  );
}
