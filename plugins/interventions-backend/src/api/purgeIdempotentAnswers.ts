import type { Purge } from '@aimline/plugin-interventions-node';

const KEPT_MS = 24 * 3_600_000;

/** Forgets the answers that a tenant's clients could have asked for again for a day. */
export const purgeIdempotentAnswers: Purge = (tenants, tenantId) =>
  tenants.transact({ tenantId, actorId: null, action: 'answer.purge' }, (uow) =>
    uow.rows(
      `delete from idempotent_answer
       where tenant_id = :tenantId
         and asked_at < :keptSince`,
      { keptSince: new Date(uow.now.getTime() - KEPT_MS) },
    ),
  );
