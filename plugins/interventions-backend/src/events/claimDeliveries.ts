import type { CloudEvent } from '@aimline/plugin-interventions-common/events';
import type { EventSink, UnitOfWork } from '@aimline/plugin-interventions-node';
import { v4 as uuidv4 } from 'uuid';
import { envelopeOf, STORED_EVENT, type StoredEvent } from './envelope';

/** A stream with undelivered events for one subscriber, claimed by this relay until its lease expires. */
export interface Delivery {
  sink: EventSink;
  orderingKey: string;
  lease: string;
  /** The number of the last event that was accepted. */
  deliveredSeq: number;
  /** Failed attempts so far to deliver the next event. */
  attempts: number;
  events: readonly CloudEvent[];
  /** The number of the stream's newest event at the time of the claim. */
  lastSeq: number;
}

/** The lease of a claimed stream: longer than any batch takes; afterwards any relay may claim the stream again. */
const LEASE_SECONDS = 40;
const MAX_EVENTS = 100;
/** Batches in progress for one subscriber, so that a slow one cannot use up the capacity of the others. */
const MAX_STREAMS = 8;
/** Consecutive failures that open the circuit of a subscriber; after a pause, one stream is delivered as a probe. */
export const CIRCUIT_THRESHOLD = 5;

/**
 * Claims streams that are due, longest overdue first.
 *
 * @param busyWith how many streams of a subscriber, by its name, this relay is delivering already
 * @param limit how many streams to claim at most, over all subscribers
 */
export async function claimDeliveries(
  uow: UnitOfWork,
  sinks: readonly EventSink[],
  busyWith: (name: string) => number,
  limit: number,
): Promise<Delivery[]> {
  const states = await uow.rows<SinkState>(READ_STATES);
  const free = sinks.flatMap((sink) => {
    const state = states.find(({ name }) => name === sink.name);
    const maxStreams = (state?.failures ?? 0) < CIRCUIT_THRESHOLD ? MAX_STREAMS : 1;
    const slots = state?.isOpen ? 0 : maxStreams - busyWith(sink.name);
    return slots > 0 ? [{ sink, slots }] : [];
  });
  if (free.length === 0) return [];
  const names = free.map(({ sink }) => sink.name);
  const lease = uuidv4();
  const claimed = await uow.rows<Claimed>(CLAIM, { names, slots: free.map(({ slots }) => slots), lease, limit });
  if (claimed.length === 0) return [];
  const events = await uow.rows<StoredEvent & { sink: string }>(READ_EVENTS, {
    sinks: claimed.map(({ name }) => name),
    keys: claimed.map(({ orderingKey }) => orderingKey),
    seqs: claimed.map(({ deliveredSeq }) => deliveredSeq),
  });
  return claimed.map(({ name, ...delivery }) => ({
    ...delivery,
    lease,
    sink: sinks.find((sink) => sink.name === name)!,
    events: events
      .filter((event) => event.sink === name && event.orderingKey === delivery.orderingKey)
      .map((event) => envelopeOf(uow.tenantId, event)),
  }));
}

/** Milliseconds until the next delivery to one of the subscribers is due; null when nothing waits for them. */
export async function findNextDue(uow: UnitOfWork, sinks: readonly EventSink[]): Promise<number | null> {
  const [next] = await uow.rows<{ waitMs: number | null }>(NEXT_DUE, { names: sinks.map(({ name }) => name) });
  return next!.waitMs;
}

interface SinkState {
  name: string;
  failures: number;
  isOpen: boolean;
}

interface Claimed extends Pick<Delivery, 'orderingKey' | 'deliveredSeq' | 'attempts' | 'lastSeq'> {
  name: string;
}

const READ_STATES = `
  select s.sink as name, s.failures, coalesce(s.open_until > now(), false) as "isOpen"
  from event_sink_state s
  where s.tenant_id = :tenantId and s.failures > 0`;

// `due_at < 'infinity'` is redundant with `<= now()`, but without it the planner does not use the partial index
// event_delivery_owed.
const CLAIM = `
  with due as (
    select x.sink, x.ordering_key
    from unnest(:names::text[], :slots::int[]) as f (sink, slots)
    cross join lateral (
      select d.sink, d.ordering_key
      from event_delivery d
      where d.tenant_id = :tenantId and d.sink = f.sink and d.due_at <= now() and d.due_at < 'infinity'
      order by d.due_at
      limit f.slots
      for update skip locked) x
    -- when the limit is too low for all, subscribers with the most streams in progress come last
    order by row_number() over (partition by f.sink) - f.slots
    limit :limit
  )
  update event_delivery d
  set lease = :lease, due_at = now() + interval '${LEASE_SECONDS} seconds'
  from due, outbox_stream s
  where d.tenant_id = :tenantId and d.sink = due.sink and d.ordering_key = due.ordering_key
    and s.tenant_id = d.tenant_id and s.ordering_key = d.ordering_key
  returning d.sink as name, d.ordering_key as "orderingKey", d.delivered_seq as "deliveredSeq", d.attempts,
    s.last_seq as "lastSeq"`;

const READ_EVENTS = `
  select ${STORED_EVENT}, c.sink
  from unnest(:sinks::text[], :keys::uuid[], :seqs::int[]) as c (sink, key, seq)
  cross join lateral (
    select e.*
    from outbox_event e
    where e.tenant_id = :tenantId and e.ordering_key = c.key and e.seq > c.seq
    order by e.seq
    limit ${MAX_EVENTS}) e
  order by c.sink, e.ordering_key, e.seq`;

const NEXT_DUE = `
  select (extract(epoch from min(greatest(x.due_at, s.open_until)) - clock_timestamp()) * 1000)::float8 as "waitMs"
  from unnest(:names::text[]) as f (sink)
  cross join lateral (
    select d.due_at
    from event_delivery d
    where d.tenant_id = :tenantId and d.sink = f.sink and d.due_at < 'infinity'
    order by d.due_at
    limit 1) x
  left join event_sink_state s on s.tenant_id = :tenantId and s.sink = f.sink`;
