import {
  type EventSink,
  provenTenantId,
  type TenantId,
  type Tenants,
  type UnitOfWork,
} from '@aimline/plugin-interventions-node';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { claimDeliveries, type Delivery, findNextDue } from './claimDeliveries';
import { type Settlement, settleDeliveries } from './settleDeliveries';

export interface Relay {
  /** Processes a tenant now, because it has new events or a changed subscriber. */
  wake(tenantId: TenantId): void;
  /** Waits for deliveries in progress, at most five seconds; an event that was not accepted by then is delivered again. */
  stop(): Promise<void>;
}

/** How often all tenants are polled: this finds expired leases of other processes, and wake-ups that were lost. */
const POLL_INTERVAL_MS = 15_000;
/** The timeout of delivering one event. */
const DELIVERY_TIMEOUT_MS = 15_000;
/** After this time a batch begins no further event; with one more full delivery it still ends before its lease. */
const MAX_BATCH_MS = 15_000;
const STOP_TIMEOUT_MS = 5_000;
/** After a failed pass, as when the database is down. */
const RETRY_DELAY_MS = 1_000;
const MIN_WAIT_MS = 250;
/** Batches in progress in this process, of all tenants and subscribers. */
const MAX_DELIVERIES = 64;

/**
 * Delivers events to their subscribers: at least once, in order within a stream. Streams and subscribers run in parallel,
 * so none waits for another. Any number of processes may run a relay at the same time.
 *
 *     one pass over a tenant = one transaction:   settle finished batches   │   claim due streams
 *                                                        ▲                  ▼
 *     outside of any transaction:                        └── deliver event by event until one fails
 *
 * Passes run one after another, whichever tenant they are for: the relay uses one database connection, and the more work
 * is queued, the more one pass does. Batches in progress are bounded; everything else waits in the database.
 *
 * @param findSinks the current subscribers of a tenant
 */
export function startRelay(options: {
  tenants: Tenants;
  listTenants: () => Promise<string[]>;
  findSinks: (uow: UnitOfWork) => Promise<readonly EventSink[]>;
  logger: LoggerService;
}): Relay {
  const { tenants, listTenants, findSinks, logger } = options;
  /** Tenants to process, first in, first out. */
  const queue = new Set<TenantId>();
  /** Tenants whose pass found no capacity; queued again when a batch ends. */
  const blocked = new Set<TenantId>();
  const timers = new Map<TenantId, NodeJS.Timeout>();
  /** Finished batches that no pass has settled yet. */
  const finished = new Map<TenantId, Settlement[]>();
  /** Number of batches in progress, by tenant and name of the subscriber. */
  const inProgress = new Map<string, number>();
  const deliveries = new Set<Promise<void>>();
  const stopping = new AbortController();
  let processing: Promise<void> | undefined;

  const polling = setInterval(poll, POLL_INTERVAL_MS);
  polling.unref();
  poll();
  return { wake, stop };

  function poll(): void {
    listTenants()
      .then((ids) => ids.forEach((id) => wake(provenTenantId(id))))
      .catch((error: Error) => logger.warn(`The relay cannot list the tenants: ${error.name}`));
  }

  function wake(tenantId: TenantId): void {
    clearTimeout(timers.get(tenantId));
    timers.delete(tenantId);
    queue.add(tenantId);
    processing ??= processQueue();
  }

  function wakeIn(tenantId: TenantId, ms: number): void {
    clearTimeout(timers.get(tenantId));
    timers.set(tenantId, setTimeout(wake, ms, tenantId).unref());
  }

  async function processQueue(): Promise<void> {
    for (const tenantId of queue) {
      queue.delete(tenantId);
      const settlements = finished.get(tenantId) ?? [];
      finished.delete(tenantId);
      await processTenant(tenantId, settlements).catch((error: Error) => {
        logger.warn(`The relay failed for tenant ${tenantId}: ${error.name}`);
        finished.set(tenantId, [...settlements, ...(finished.get(tenantId) ?? [])]);
        wakeIn(tenantId, RETRY_DELAY_MS);
      });
    }
    // Cleared synchronously with the end of the loop: an `await` in between could lose a `wake()`.
    processing = undefined;
  }

  async function processTenant(tenantId: TenantId, settlements: readonly Settlement[]): Promise<void> {
    const capacity = capacityFor(tenantId);
    if (capacity === 0) blocked.add(tenantId);
    if (capacity === 0 && settlements.length === 0) return;
    const who = { tenantId, actorId: null, action: 'event.relay' };
    const { claimed, waitMs } = await tenants.transact(who, async (uow) => {
      if (settlements.length > 0) await settleDeliveries(uow, settlements);
      const sinks = capacity > 0 ? await findSinks(uow) : [];
      const busyWith = (name: string) => inProgress.get(`${tenantId} ${name}`) ?? 0;
      const due = sinks.length > 0 ? await claimDeliveries(uow, sinks, busyWith, capacity) : [];
      // The end of a batch wakes the tenant anyway: only subscribers without one need a timer.
      const idle = due.length === 0 ? sinks.filter(({ name }) => busyWith(name) === 0) : [];
      return { claimed: due, waitMs: idle.length > 0 ? await findNextDue(uow, idle) : null };
    });
    for (const delivery of claimed) begin(tenantId, delivery);
    if (waitMs !== null && waitMs < POLL_INTERVAL_MS && !queue.has(tenantId)) {
      wakeIn(tenantId, Math.max(waitMs, MIN_WAIT_MS));
    }
  }

  function begin(tenantId: TenantId, delivery: Delivery): void {
    const name = `${tenantId} ${delivery.sink.name}`;
    inProgress.set(name, (inProgress.get(name) ?? 0) + 1);
    const ended = deliver(delivery).then((settlement) => {
      const left = inProgress.get(name)! - 1;
      if (left > 0) inProgress.set(name, left);
      else inProgress.delete(name);
      deliveries.delete(ended);
      finished.set(tenantId, [...(finished.get(tenantId) ?? []), settlement]);
      blocked.forEach(wake);
      blocked.clear();
      wake(tenantId);
    });
    deliveries.add(ended);
  }

  /** A tenant gets half of the capacity that others leave free, so slow subscribers of one never block the next. */
  function capacityFor(tenantId: TenantId): number {
    if (stopping.signal.aborted) return 0;
    const own = [...inProgress].reduce((sum, [name, count]) => sum + (name.startsWith(tenantId) ? count : 0), 0);
    return Math.max(0, Math.ceil((MAX_DELIVERIES - deliveries.size + own) / 2) - own);
  }

  /** Delivers a batch up to the first event that fails. */
  async function deliver(delivery: Delivery): Promise<Settlement> {
    const { sink, events, lastSeq, deliveredSeq } = delivery;
    // All events of the batch were purged: skip them. The gap in `sequence` tells the subscriber that they are missing.
    if (events.length === 0) return { ...delivery, reachedSeq: lastSeq, acceptedCount: 0, problem: null };
    const deadline = performance.now() + MAX_BATCH_MS;
    let reachedSeq = deliveredSeq;
    let acceptedCount = 0;
    for (const event of events) {
      if (stopping.signal.aborted || performance.now() > deadline) break;
      const outcome = await deliverEvent(sink, event).catch(problemOf);
      if (typeof outcome === 'string') {
        if (stopping.signal.aborted) break;
        logger.warn(`Event ${event.id} of type ${event.type} was not accepted by ${sink.name}.`);
        return { ...delivery, reachedSeq, acceptedCount, problem: outcome };
      }
      if (outcome.isWanted) acceptedCount += 1;
      reachedSeq = Number(event.sequence);
    }
    return { ...delivery, reachedSeq, acceptedCount, problem: null };
  }

  /** Ends at the timeout even when the subscriber ignores the signal. */
  async function deliverEvent(sink: EventSink, event: Delivery['events'][number]): Promise<{ isWanted: boolean }> {
    if (!(sink.subscribesTo?.(event.type) ?? true)) return { isWanted: false };
    const timedOut = new Error(`The delivery timed out after ${DELIVERY_TIMEOUT_MS / 1000} s.`);
    const ending = new AbortController();
    const timer = setTimeout(() => ending.abort(timedOut), DELIVERY_TIMEOUT_MS);
    const onStop = () => setTimeout(() => ending.abort(new Error('Aimline is stopping.')), STOP_TIMEOUT_MS).unref();
    stopping.signal.addEventListener('abort', onStop, { once: true });
    try {
      await Promise.race([
        sink.deliver(event, { signal: ending.signal }),
        new Promise((_, reject) => {
          ending.signal.addEventListener('abort', () => reject(ending.signal.reason as Error), { once: true });
        }),
      ]);
      return { isWanted: true };
    } finally {
      clearTimeout(timer);
      stopping.signal.removeEventListener('abort', onStop);
    }
  }

  async function stop(): Promise<void> {
    clearInterval(polling);
    stopping.abort();
    await Promise.all(deliveries);
    // Settle finished batches now: otherwise other processes would wait for the leases to expire.
    finished.forEach((_, tenantId) => wake(tenantId));
    while (processing) {
      await processing;
      await Promise.all(deliveries);
    }
    for (const timer of timers.values()) clearTimeout(timer);
  }
}

/** The message of an error without NUL, which Postgres cannot store: it would fail the settlement of the whole tenant. */
function problemOf(error: unknown): string {
  const message = error instanceof Error ? error.message.replaceAll('\0', '') : '';
  return message === '' ? 'The event was not accepted.' : message;
}
