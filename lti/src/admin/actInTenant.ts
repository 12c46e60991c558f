import type { Knex } from 'knex';

/** Lets a transaction of the owner leave its trace in the audit trail of the district whose deployment it switches. */
export async function actInTenant(transaction: Knex.Transaction, tenantId: string): Promise<void> {
  await transaction.raw(
    `select set_config('app.tenant_id', :tenantId, true), set_config('app.action', 'deployment.set_status', true)`,
    { tenantId },
  );
}
