import { provenTenantId, type TenantId } from '@aimline/plugin-interventions-node';
import type { Knex } from 'knex';

/**
 * Finds a district by its id or its name, case-insensitive.
 *
 * @throws Error when there is none, or several have this name
 */
export async function findTenant(owner: Knex, named: string): Promise<{ tenantId: TenantId; name: string }> {
  const { rows } = await owner.raw<{ rows: { tenantId: string; name: string }[] }>(
    `select tenant_id as "tenantId", name
     from directory.tenant
     where tenant_id::text = lower(:named) or lower(name) = lower(:named)`,
    { named },
  );
  const [tenant] = rows;
  if (!tenant) throw new Error(`There is no district "${named}".`);
  if (rows.length > 1) throw new Error(`Several districts are called "${named}": use the id instead.`);
  return { tenantId: provenTenantId(tenant.tenantId), name: tenant.name };
}
