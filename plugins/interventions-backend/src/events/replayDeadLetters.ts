import { type ActingUnitOfWork, UnknownReferenceError } from '@aimline/plugin-interventions-node';
import { v7 as uuidv7 } from 'uuid';
import { closeCircuit } from './operations';

interface Subscription {
  sink: string;
  orderingKey?: string | undefined;
}

/**
 * Delivers the dead letters of a subscriber again, or those of one stream, and lets the subscriber try at once.
 *
 * @throws UnknownReferenceError when it has none.
 */
export async function replayDeadLetters(uow: ActingUnitOfWork, { sink, orderingKey = undefined }: Subscription) {
  const replayed = await uow.rows(REPLAY, { sink, orderingKey: orderingKey ?? null });
  if (replayed.length === 0) throw noDeadLetter(orderingKey === undefined ? 'sink' : 'orderingKey');
  await closeCircuit(uow, sink);
  await recordDecision(uow, 'replayed', { sink, orderingKey });
  return { replayedCount: replayed.length };
}

/**
 * Leaves out the event that holds back a stream, and goes on with the next.
 *
 * @throws UnknownReferenceError when the event holds back nothing: somebody was faster, or it was delivered.
 */
export async function skipDeadLetter(uow: ActingUnitOfWork, skipped: Required<Subscription> & { eventId: string }) {
  const [gone] = await uow.rows<{ waitingCount: number }>(SKIP, { ...skipped });
  if (!gone) throw noDeadLetter('eventId');
  await recordDecision(uow, 'skipped', skipped);
  uow.wakeRelay();
  return gone;
}

/** For the audit trail, which deliveries leave nothing in. */
async function recordDecision(
  uow: ActingUnitOfWork,
  decision: 'replayed' | 'skipped',
  {
    sink,
    orderingKey = null,
    eventId = null,
  }: { sink: string; orderingKey?: string | null | undefined; eventId?: string | null },
): Promise<void> {
  await uow.rows(
    `insert into dead_letter_decision
       (tenant_id, dead_letter_decision_id, decided_at, person_id, decision, sink, ordering_key, event_id)
     values (:tenantId, :decisionId, :now, :personId, :decision, :sink, :orderingKey, :eventId)`,
    { decisionId: uuidv7(), now: uow.now, personId: uow.actor.personId, decision, sink, orderingKey, eventId },
  );
}

function noDeadLetter(field: keyof Subscription | 'eventId'): UnknownReferenceError {
  return new UnknownReferenceError([{ path: `body.${field}`, message: 'There is no such dead letter.' }]);
}

const REPLAY = `
  update event_delivery d
  set due_at = now(), dead_at = null, attempts = 0, failing_since = null
  where d.tenant_id = :tenantId and d.sink = :sink and d.dead_at is not null
    and (:orderingKey::uuid is null or d.ordering_key = :orderingKey)
  returning d.ordering_key`;

const SKIP = `
  update event_delivery d
  set delivered_seq = e.seq, due_at = now(), dead_at = null, attempts = 0, failing_since = null
  from outbox_event e, outbox_stream s
  where d.tenant_id = :tenantId and d.sink = :sink and d.ordering_key = :orderingKey and d.dead_at is not null
    and e.tenant_id = d.tenant_id and e.ordering_key = d.ordering_key and e.seq = d.delivered_seq + 1
    and e.event_id = :eventId
    and s.tenant_id = d.tenant_id and s.ordering_key = d.ordering_key
  returning s.last_seq - e.seq as "waitingCount"`;
