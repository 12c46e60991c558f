import { type EventPage, EVENTS_PER_PAGE } from '@aimline/plugin-interventions-common/events';
import { FieldError, type UnitOfWork } from '@aimline/plugin-interventions-node';
import { envelopeOf, STORED_EVENT, type StoredEvent } from './envelope';

/**
 * The events behind a place in the feed, those of a stream in their order. An event appears once every transaction that
 * began before its own has ended, so that none can appear before it later.
 *
 * @throws FieldError when the district's feed has no such place: forged, of another district, or older than what is kept.
 */
export async function listEvents(uow: UnitOfWork, after: string | undefined): Promise<EventPage> {
  const place = after === undefined ? BEGINNING : readCursor(after);
  const [known, rows] = await Promise.all([
    after === undefined ? [true] : uow.rows(IS_CURSOR, place),
    uow.rows<StoredEvent & { cursor: string }>(LIST, { ...place, most: EVENTS_PER_PAGE + 1 }),
  ]);
  if (known.length === 0) {
    const message = 'This is no place in the feed, or one of more than thirty days ago: read it from its beginning.';
    throw new FieldError([{ path: 'query.after', message }]);
  }
  const page = rows.slice(0, EVENTS_PER_PAGE);
  return {
    events: page.map((event) => envelopeOf(uow.tenantId, event)),
    next: page.at(-1)?.cursor ?? after ?? null,
    hasMore: rows.length > page.length,
  };
}

const BEGINNING = { generation: 0, xid: 0, seq: 0, eventId: '00000000-0000-0000-0000-000000000000' };

function readCursor(cursor: string): typeof BEGINNING {
  const [generation, xid, seq, ...eventId] = cursor.split('-');
  return { generation: Number(generation), xid: Number(xid), seq: Number(seq), eventId: eventId.join('-') };
}

const IS_CURSOR = `
  select from outbox_event e
  where e.tenant_id = :tenantId and e.generation = :generation and e.xid = :xid and e.seq = :seq
    and e.event_id = :eventId`;

const LIST = `
  select ${STORED_EVENT}, concat_ws('-', e.generation, e.xid, e.seq, e.event_id) as cursor
  from outbox_event e
  where e.tenant_id = :tenantId
    and (e.generation, e.xid, e.seq, e.event_id) > (:generation::int, :xid::bigint, :seq::int, :eventId::uuid)
    and e.xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
  order by e.generation, e.xid, e.seq, e.event_id
  limit :most`;
