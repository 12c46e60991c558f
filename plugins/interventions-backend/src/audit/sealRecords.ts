import type { TenantId, Tenants } from '@aimline/plugin-interventions-node';

/** About a tenth of a second of work. */
const MAX_RECORDS_PER_SEAL = 5_000;

/**
 * Makes one seal over audit records of a tenant whose transactions have ended, the oldest first, and returns how many it
 * covers; 0 when there are none, or somebody else is sealing them. A transaction is sealed whole, however many records
 * it has written.
 */
export async function sealRecords(
  tenants: Tenants,
  tenantId: TenantId,
  most: number = MAX_RECORDS_PER_SEAL,
): Promise<number> {
  return tenants.transact({ tenantId, actorId: null, action: 'audit.seal' }, async (uow) => {
    // an import of a million records is one transaction, hence one seal
    await uow.rows(`set local statement_timeout = '5min'`);
    const [made] = await uow.rows<{ count: number }>('select seal_audit_records(:tenantId, :most) as count', { most });
    return made!.count;
  });
}
