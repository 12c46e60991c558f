import type { TenantId, Tenants } from '@aimline/plugin-interventions-node';

const EVENT_RETENTION_DAYS = 30;
const MAX_PER_BATCH = 5_000;

/**
 * Removes a tenant's events that are older than thirty days, including undelivered ones: a gap in `sequence` tells the
 * subscriber that they are missing. Each batch is a transaction of its own.
 *
 * @returns the number of events removed
 */
export async function purgeEvents(tenants: Tenants, tenantId: TenantId): Promise<number> {
  const who = { tenantId, actorId: null, action: 'event.purge' };
  for (let removedCount = 0; ;) {
    const removed = await tenants.transact(who, (uow) => {
      const before = new Date(uow.now.getTime() - EVENT_RETENTION_DAYS * 24 * 3_600_000);
      return uow.rows(PURGE, { before });
    });
    removedCount += removed.length;
    if (removed.length < MAX_PER_BATCH) return removedCount;
  }
}

const PURGE = `
  delete from outbox_event e
  using (
    select o.ordering_key, o.seq
    from outbox_event o
    where o.tenant_id = :tenantId and o.occurred_at < :before
    order by o.occurred_at
    limit ${MAX_PER_BATCH}) old
  where e.tenant_id = :tenantId and e.ordering_key = old.ordering_key and e.seq = old.seq
  returning e.seq`;
