import { hashOf, randomSecret } from '@aimline/plugin-interventions-node';
import type { Knex } from 'knex';
import { v7 as uuidv7 } from 'uuid';

/** The lifetime of an invitation link: an e-mail of Friday can still be used on Monday. */
const LINK_LIFETIME_MS = 3 * 24 * 3_600_000;

export interface Invitation {
  tenantId: string;
  tenantName: string;
  /** The link that opens the install page; it can be used once. */
  link: string;
  expiresAt: Date;
}

/**
 * Invites a district to its install page: a new district by its name, or an existing one by its id.
 *
 * @param owner logged in as the owner of the schema.
 * @throws Error when a district with this name exists already, or none with this id.
 */
export async function invite(
  owner: Knex,
  district: { name: string } | { tenantId: string },
  { toolOrigin, now }: { toolOrigin: string; now: Date },
): Promise<Invitation> {
  const secret = randomSecret();
  const expiresAt = new Date(now.getTime() + LINK_LIFETIME_MS);
  return owner.transaction(async (transaction) => {
    const { tenantId, tenantName } = await ('name' in district
      ? addTenant(transaction, district.name)
      : findTenant(transaction, district.tenantId));
    await transaction.raw(
      `insert into directory.lti_invitation (invitation_id, tenant_id, link_hash, link_expires_at)
       values (:invitationId, :tenantId, :linkHash, :expiresAt)`,
      { invitationId: uuidv7(), tenantId, linkHash: hashOf(secret), expiresAt },
    );
    return { tenantId, tenantName, link: `${toolOrigin}/lti/install?invitation=${secret}`, expiresAt };
  });
}

interface Tenant {
  tenantId: string;
  tenantName: string;
}

async function addTenant(owner: Knex, name: string): Promise<Tenant> {
  const tenantName = name.trim();
  if (tenantName === '') throw new Error('The name of the district is empty.');
  const { rows } = await owner.raw<{ rows: Tenant[] }>(
    'select tenant_id as "tenantId", name as "tenantName" from directory.tenant where lower(name) = lower(:tenantName)',
    { tenantName },
  );
  const [known] = rows;
  if (known) {
    throw new Error(
      `The district "${known.tenantName}" exists already. Invite it again with --tenant ${known.tenantId}.`,
    );
  }
  const tenantId = uuidv7();
  await owner.raw('insert into directory.tenant (tenant_id, name) values (:tenantId, :tenantName)', {
    tenantId,
    tenantName,
  });
  return { tenantId, tenantName };
}

async function findTenant(owner: Knex, tenantId: string): Promise<Tenant> {
  const { rows } = await owner.raw<{ rows: Tenant[] }>(
    'select tenant_id as "tenantId", name as "tenantName" from directory.tenant where tenant_id::text = :tenantId',
    { tenantId },
  );
  const [tenant] = rows;
  if (!tenant) throw new Error(`There is no district with the id "${tenantId}".`);
  return tenant;
}
