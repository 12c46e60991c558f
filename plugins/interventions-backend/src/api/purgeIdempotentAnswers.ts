import type { UnitOfWork } from '@aimline/plugin-interventions-node';

const KEPT_MS = 24 * 3_600_000;

/** Forgets the answers that a tenant's clients could have asked for again for a day. */
export async function purgeIdempotentAnswers(uow: UnitOfWork): Promise<void> {
  await uow.rows(
    `delete from idempotent_answer
     where tenant_id = :tenantId
       and asked_at < :keptSince`,
    { keptSince: new Date(uow.now.getTime() - KEPT_MS) },
  );
}
