import { type EventPage, EVENTS_PER_PAGE } from '@aimline/plugin-interventions-common/events';
import { readPage, unknownCursor, type UnitOfWork } from '@aimline/plugin-interventions-node';
import { envelopeOf, STORED_EVENT, type StoredEvent } from './envelope';

/**
 * The events after a cursor of the feed, those of a stream in their order. An event appears once every transaction that
 * began before its own has ended, so that no event can appear before it later.
 *
 * @throws FieldError when the cursor is forged, of another district, or names an event that is older than thirty days.
 */
export async function listEvents(uow: UnitOfWork, after: string | undefined): Promise<EventPage> {
  const position = after === undefined ? START : readCursor(after);
  const [known, page] = await Promise.all([
    after === undefined ? [true] : uow.rows(IS_CURSOR, position),
    readPage(
      uow,
      { items: 'events', pageSize: EVENTS_PER_PAGE, after, cursorOf: (event: EventRow) => event.cursor },
      ({ limit }) => uow.rows<EventRow>(LIST, { ...position, limit }),
    ),
  ]);
  if (known.length === 0) throw unknownCursor(after!);
  return { ...page, events: page.events.map((event) => envelopeOf(uow.tenantId, event)) };
}

type EventRow = StoredEvent & { cursor: string };

/** The cursor before the first event. */
const START = { generation: 0, xid: 0, seq: 0, eventId: '00000000-0000-0000-0000-000000000000' };

function readCursor(cursor: string): typeof START {
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
  limit :limit`;
