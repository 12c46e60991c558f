import type { DeadLetter } from '@aimline/plugin-interventions-common/events';
import type { UnitOfWork } from '@aimline/plugin-interventions-node';
import { envelopeOf, STORED_EVENT, type StoredEvent } from './envelope';

/** The latest 200 first. */
export async function listDeadLetters(uow: UnitOfWork): Promise<{ deadLetters: DeadLetter[] }> {
  const rows = await uow.rows<Omit<DeadLetter, 'event'> & (StoredEvent | { eventId: null })>(LIST);
  const deadLetters = rows.map(({ sink, orderingKey, waitingCount, failingSince, deadAt, problem, ...event }) => ({
    ...{ sink, orderingKey, waitingCount, failingSince, deadAt, problem },
    event: event.eventId === null ? null : envelopeOf(uow.tenantId, { ...(event as StoredEvent), orderingKey }),
  }));
  return { deadLetters };
}

const LIST = `
  select ${STORED_EVENT}, d.ordering_key as "orderingKey", d.sink, s.last_seq - d.delivered_seq as "waitingCount",
    d.failing_since as "failingSince", d.dead_at as "deadAt", coalesce(d.problem, '') as problem
  from event_delivery d
  join outbox_stream s on s.tenant_id = d.tenant_id and s.ordering_key = d.ordering_key
  left join outbox_event e
    on e.tenant_id = d.tenant_id and e.ordering_key = d.ordering_key and e.seq = d.delivered_seq + 1
  where d.tenant_id = :tenantId and d.dead_at is not null
  order by d.dead_at desc, d.sink, d.ordering_key
  limit 200`;
