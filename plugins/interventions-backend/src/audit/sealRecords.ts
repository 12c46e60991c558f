import type { TenantId, Tenants } from '@aimline/plugin-interventions-node';

/** About a tenth of a second of work. */
const MAX_RECORDS_PER_SEAL = 5_000;

/**
 * Seals the oldest unsealed audit records of a tenant whose transactions have ended, and returns how many; 0 when there are
 * none, or another process is sealing them. All records of one transaction are in one seal, however many there are.
 */
export async function sealRecords(
  tenants: Tenants,
  tenantId: TenantId,
  limit: number = MAX_RECORDS_PER_SEAL,
): Promise<number> {
  return tenants.transact({ tenantId, actorId: null, action: 'audit.seal' }, async (uow) => {
    // an import of a million records is one transaction, hence one seal
    await uow.rows(`set local statement_timeout = '5min'`);
    const [sealed] = await uow.rows<{ count: number }>('select seal_audit_records(:tenantId, :limit) as count', {
      limit,
    });
    return sealed!.count;
  });
}
