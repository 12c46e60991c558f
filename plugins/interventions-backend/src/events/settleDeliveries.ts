import type { UnitOfWork } from '@aimline/plugin-interventions-node';
import { type Delivery, CIRCUIT_THRESHOLD } from './claimDeliveries';

/** The outcome of a batch. */
export interface Settlement extends Delivery {
  /** The number of the last event that was accepted, or that the subscriber does not want. */
  reachedSeq: number;
  /** How many events the subscriber accepted. */
  acceptedCount: number;
  /** Why the first event that was not accepted failed, as a sentence for coordinators; null when none failed. */
  problem: string | null;
}

const FIRST_BACKOFF_MS = 5_000;
const FIRST_OPEN_MS = 10_000;
const MAX_OPEN_MS = 10 * 60_000;
export const DEFAULT_MAX_BACKOFF_MS = 30_000;
/** How long an event is retried before it becomes a dead letter. */
const GIVE_UP_AFTER = `interval '3 days'`;

/**
 * Records how far batches got, and when their streams are due again. A batch that has lost its lease records nothing:
 * another relay is delivering the stream. The delivery row is locked before the stream is checked for newer events, or an
 * event that is being emitted could be missed.
 */
export async function settleDeliveries(uow: UnitOfWork, settlements: readonly Settlement[]): Promise<void> {
  const deliveries = {
    sinks: settlements.map(({ sink }) => sink.name),
    keys: settlements.map(({ orderingKey }) => orderingKey),
    leases: settlements.map(({ lease }) => lease),
    seqs: settlements.map(({ reachedSeq }) => reachedSeq),
    problems: settlements.map(({ problem }) => problem?.slice(0, 300) ?? null),
    backoffs: settlements.map(backoffMs),
  };
  await uow.rows(LOCK, { sinks: deliveries.sinks, keys: deliveries.keys, leases: deliveries.leases });
  await uow.rows(SETTLE, deliveries);
  // Sorted by name, so that two relays lock the rows in the same order and cannot deadlock.
  for (const name of [...new Set(deliveries.sinks)].toSorted())
    await settleSink(
      uow,
      name,
      settlements.filter(({ sink }) => sink.name === name),
    );
}

/**
 * Updates the circuit breaker of one subscriber. Failures of batches that were in progress when the circuit opened are
 * ignored: only a failed probe makes the pause longer.
 */
async function settleSink(uow: UnitOfWork, sink: string, settlements: readonly Settlement[]): Promise<void> {
  const hasAccepted = settlements.some(({ acceptedCount }) => acceptedCount > 0);
  const failed = settlements.filter((settlement) => settlement.problem !== null);
  if (!hasAccepted && failed.length === 0) return;
  const [before = { failures: 0, isOpen: false, isSettled: false, isGivenUp: false }] = await uow.rows<{
    failures: number;
    isOpen: boolean;
    isSettled: boolean;
    isGivenUp: boolean;
  }>(READ_STATE, { sink });
  if (!hasAccepted && before.isOpen) return;
  // A success is recorded once a minute: all deliveries to a subscriber share this row.
  if (hasAccepted && failed.length === 0 && before.isSettled) return;
  const problem = failed.at(-1)?.problem?.slice(0, 300) ?? null;
  const maxFailures = Math.max(CIRCUIT_THRESHOLD, before.failures + 1);
  const failures = hasAccepted ? 0 : Math.min(before.failures + failed.length, maxFailures);
  const { maxBackoffMs = DEFAULT_MAX_BACKOFF_MS } = settlements[0]!.sink;
  const pauseMs = withJitter(FIRST_OPEN_MS * 2 ** (failures - CIRCUIT_THRESHOLD), Math.min(maxBackoffMs, MAX_OPEN_MS));
  const openMs = failures < CIRCUIT_THRESHOLD ? null : pauseMs;
  await uow.rows(WRITE_STATE, { sink, isWebhook: UUID.test(sink), failures, hasAccepted, openMs, problem });
  if (hasAccepted && before.failures >= CIRCUIT_THRESHOLD) await uow.rows(END_BACKOFF, { sink });
  if (!hasAccepted && before.isGivenUp) await uow.rows(GIVE_UP, { sink, problem });
}

/** The pause before the next attempt: 5 s, then four times as long after each failure, up to the sink's maximum. */
function backoffMs({ sink, attempts, acceptedCount, problem }: Settlement): number {
  if (problem === null) return 0;
  const { maxBackoffMs = DEFAULT_MAX_BACKOFF_MS } = sink;
  const failed = acceptedCount > 0 ? 0 : attempts;
  return withJitter(FIRST_BACKOFF_MS * 4 ** failed, maxBackoffMs);
}

/** Adds up to 25 % jitter, so that retries do not synchronise. */
function withJitter(ms: number, maxMs: number): number {
  return Math.round(Math.min(ms, maxMs) * (1 + Math.random() / 4));
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const LOCK = `
  select
  from event_delivery d
  join unnest(:sinks::text[], :keys::uuid[], :leases::uuid[]) as x (sink, key, lease)
    on x.sink = d.sink and x.key = d.ordering_key and x.lease = d.lease
  where d.tenant_id = :tenantId
  order by d.sink, d.ordering_key
  for update of d`;

const SETTLE = `
  update event_delivery d
  set lease = null,
    delivered_seq = x.seq,
    attempts = case when x.problem is null then 0 when x.seq > d.delivered_seq then 1 else d.attempts + 1 end,
    failing_since = case
      when x.problem is null then null
      when x.seq > d.delivered_seq then now()
      else coalesce(d.failing_since, now()) end,
    problem = x.problem,
    dead_at = case when x.problem is not null and x.seq = d.delivered_seq and d.failing_since < now() - ${GIVE_UP_AFTER} then now() end,
    due_at = case
      when x.problem is null then case when s.last_seq > x.seq then now() else 'infinity' end
      when x.seq = d.delivered_seq and d.failing_since < now() - ${GIVE_UP_AFTER} then 'infinity'
      else now() + x.backoff * interval '1 millisecond' end
  from unnest(:sinks::text[], :keys::uuid[], :leases::uuid[], :seqs::int[], :problems::text[], :backoffs::int[])
    as x (sink, key, lease, seq, problem, backoff), outbox_stream s
  where d.tenant_id = :tenantId and d.sink = x.sink and d.ordering_key = x.key and d.lease = x.lease
    and s.tenant_id = d.tenant_id and s.ordering_key = d.ordering_key`;

const READ_STATE = `
  select s.failures,
    coalesce(s.open_until > now(), false) as "isOpen",
    s.failures = 0 and s.delivered_at > now() - interval '1 minute' as "isSettled",
    coalesce(s.failing_since < now() - ${GIVE_UP_AFTER}, false) as "isGivenUp"
  from event_sink_state s
  where s.tenant_id = :tenantId and s.sink = :sink
  for update`;

// Records nothing for a webhook that was removed in the meantime.
const WRITE_STATE = `
  insert into event_sink_state as s
    (tenant_id, sink, webhook_id, failures, failing_since, open_until, delivered_at, problem, problem_at)
  select t.tenant_id, x.sink, case when :isWebhook then x.sink::uuid end, :failures::int,
    case when not :hasAccepted then now() end, now() + :openMs::int * interval '1 millisecond',
    case when :hasAccepted then now() end, x.problem, case when x.problem is not null then now() end
  from directory.tenant t
  cross join (values (:sink::text, :problem::text)) as x (sink, problem)
  where t.tenant_id = :tenantId
    and (not :isWebhook or exists (
      select from webhook w where w.tenant_id = :tenantId and w.webhook_id::text = x.sink for key share))
  on conflict (tenant_id, sink) do update
  set failures = excluded.failures,
    failing_since = case when excluded.failures > 0 then coalesce(s.failing_since, excluded.failing_since) end,
    open_until = excluded.open_until,
    delivered_at = coalesce(excluded.delivered_at, s.delivered_at),
    problem = coalesce(excluded.problem, s.problem),
    problem_at = coalesce(excluded.problem_at, s.problem_at)`;

// After a recovery, end all backoffs. Skips locked rows: another relay is settling them, or an event is being emitted.
const END_BACKOFF = `
  update event_delivery d
  set due_at = now()
  from (
    select h.ordering_key
    from event_delivery h
    where h.tenant_id = :tenantId and h.sink = :sink and h.lease is null and h.attempts > 0 and h.due_at < 'infinity'
    for update skip locked) h
  where d.tenant_id = :tenantId and d.sink = :sink and d.ordering_key = h.ordering_key`;

// A subscriber that has accepted nothing for three days: give up everything at once, instead of stream by stream.
const GIVE_UP = `
  update event_delivery d
  set due_at = 'infinity', dead_at = now(), failing_since = coalesce(d.failing_since, now()), problem = :problem
  from (
    select g.ordering_key
    from event_delivery g
    where g.tenant_id = :tenantId and g.sink = :sink and g.lease is null and g.due_at < 'infinity'
    for update skip locked) g
  where d.tenant_id = :tenantId and d.sink = :sink and d.ordering_key = g.ordering_key`;
