import type { Purge } from '@aimline/plugin-interventions-node';

const RETENTION_MS = 24 * 3_600_000;

/** Removes a tenant's idempotency keys with their stored responses after a day. */
export const purgeIdempotentAnswers: Purge = (tenants, tenantId) =>
  tenants.transact({ tenantId, actorId: null, action: 'answer.purge' }, (uow) =>
    uow.rows(
      `delete from idempotent_answer
       where tenant_id = :tenantId
         and asked_at < :before`,
      { before: new Date(uow.now.getTime() - RETENTION_MS) },
    ),
  );
