import type { UnitOfWork } from '@aimline/plugin-interventions-node';

/**
 * Makes everything that waits for a subscriber due now: closes its circuit, ends the backoffs of its streams, and restarts
 * the three days after which an event becomes a dead letter. Existing dead letters stay.
 */
export async function closeCircuit(uow: UnitOfWork, sink: string): Promise<void> {
  await uow.rows(END_BACKOFFS, { sink });
  await uow.rows(RESET_STATE, { sink });
  uow.wakeRelay();
}

// Skips locked rows: a relay is settling them, or an event is being emitted.
const END_BACKOFFS = `
  update event_delivery d
  set due_at = now(), attempts = 0, failing_since = null
  from (
    select p.ordering_key
    from event_delivery p
    where p.tenant_id = :tenantId and p.sink = :sink and p.lease is null and p.attempts > 0 and p.due_at < 'infinity'
    for update skip locked) p
  where d.tenant_id = :tenantId and d.sink = :sink and d.ordering_key = p.ordering_key`;

const RESET_STATE = `
  update event_sink_state
  set failures = 0, failing_since = null, open_until = null
  where tenant_id = :tenantId and sink = :sink`;
