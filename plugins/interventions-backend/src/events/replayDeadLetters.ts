import { type ActingUnitOfWork, UnknownReferenceError } from '@aimline/plugin-interventions-node';
import { v7 as uuidv7 } from 'uuid';
import { closeCircuit } from './operations';

interface DeadLetters {
  sink: string;
  orderingKey?: string | undefined;
}

/**
 * Queues all dead letters of a subscriber, or that of one stream, for delivery, and closes the subscriber's circuit.
 *
 * @throws UnknownReferenceError when there are none.
 */
export async function replayDeadLetters(uow: ActingUnitOfWork, { sink, orderingKey = undefined }: DeadLetters) {
  const replayed = await uow.rows(REPLAY, { sink, orderingKey: orderingKey ?? null });
  if (replayed.length === 0) throw noDeadLetter(orderingKey === undefined ? 'sink' : 'orderingKey');
  await closeCircuit(uow, sink);
  await recordDecision(uow, 'replayed', { sink, orderingKey });
  return { replayedCount: replayed.length };
}

/**
 * Skips the event that blocks a stream, and continues with the next.
 *
 * @throws UnknownReferenceError when the event blocks no stream: it was skipped, replayed or delivered meanwhile.
 */
export async function skipDeadLetter(uow: ActingUnitOfWork, skipped: Required<DeadLetters> & { eventId: string }) {
  const [skippedStream] = await uow.rows<{ waitingCount: number }>(SKIP, { ...skipped });
  if (!skippedStream) throw noDeadLetter('eventId');
  await recordDecision(uow, 'skipped', skipped);
  uow.wakeRelay();
  return skippedStream;
}

/** A row of its own, so that the decision is audited: delivery rows are not. */
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

function noDeadLetter(field: keyof DeadLetters | 'eventId'): UnknownReferenceError {
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
