import type { DeadLetter } from '@aimline/plugin-interventions-common/events';
import { readPage, type UnitOfWork } from '@aimline/plugin-interventions-node';
import { envelopeOf, STORED_EVENT, type StoredEvent } from './envelope';

type DeadLetterRow = Omit<DeadLetter, 'event'> & { cursor: string } & (StoredEvent | { eventId: null });

/**
 * The dead letters of all subscribers, latest first. The cursor contains all sort keys, so the list continues even if
 * the dead letter that it names was replayed in between.
 */
export async function listDeadLetters(uow: UnitOfWork, after: string | undefined) {
  const page = await readPage(
    uow,
    { items: 'deadLetters', pageSize: 100, after, cursorOf: (row: DeadLetterRow) => row.cursor },
    (page) => uow.rows<DeadLetterRow>(LIST, { ...readCursor(page.after), limit: page.limit }),
  );
  const deadLetters = page.deadLetters.map(
    ({ sink, orderingKey, waitingCount, failingSince, deadAt, problem, ...event }): DeadLetter => ({
      ...{ sink, orderingKey, waitingCount, failingSince, deadAt, problem },
      event: event.eventId === null ? null : envelopeOf(uow.tenantId, { ...event, orderingKey }),
    }),
  );
  return { ...page, deadLetters };
}

function readCursor(cursor: string | null) {
  const [deadAt = null, sink = null, orderingKey = null] = cursor?.split('.') ?? [];
  return { deadAt, sink, orderingKey };
}

const LIST = `
  select ${STORED_EVENT}, d.ordering_key as "orderingKey", d.sink, s.last_seq - d.delivered_seq as "waitingCount",
    d.failing_since as "failingSince", d.dead_at as "deadAt", coalesce(d.problem, '') as problem,
    concat_ws('.', (extract(epoch from d.dead_at) * 1000000)::bigint, d.sink, d.ordering_key) as cursor
  from event_delivery d
  join outbox_stream s on s.tenant_id = d.tenant_id and s.ordering_key = d.ordering_key
  left join outbox_event e
    on e.tenant_id = d.tenant_id and e.ordering_key = d.ordering_key and e.seq = d.delivered_seq + 1
  where d.tenant_id = :tenantId and d.dead_at is not null
    and (:deadAt::bigint is null or (d.dead_at, d.sink, d.ordering_key) < (
      'epoch'::timestamptz + :deadAt::bigint * interval '1 microsecond', :sink::text, :orderingKey::uuid))
  order by d.dead_at desc, d.sink desc, d.ordering_key desc
  limit :limit`;
