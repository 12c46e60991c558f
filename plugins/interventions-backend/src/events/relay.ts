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
  /** Says that a tenant has new events; they are delivered at once. */
  wake(tenantId: TenantId): void;
  /** Ends after the events on their way, or five seconds: what was not taken by then is delivered again. */
  stop(): Promise<void>;
}

/** How often all tenants are looked through: what another process has let lie is taken up with the next, after its lease. */
const ROUND_MS = 15_000;
/** For one event. */
const DELIVERY_MS = 15_000;
/** A batch goes on with no further event after this; with one more, it ends before its lease. */
const BATCH_MS = 15_000;
const STOP_MS = 5_000;
/** After a failure of the database. */
const RETRY_MS = 1_000;
const MIN_WAIT_MS = 250;
/** On their way at once, in this process. */
const MAX_DELIVERIES = 64;

/**
 * Hands events to their subscribers: at least once; in order per stream; streams and subscribers side by side, so that
 * none waits for another. Any number of processes may do so at once.
 *
 *     one turn of a tenant = one transaction:   settle what has come back   │   claim what is due
 *                                                        ▲                  ▼
 *     outside of any transaction:                        └── deliver, event by event, until one is not taken
 *
 * Turns follow one another, of whichever tenant: the relay holds one connection to the database, and the more there is to
 * do, the more is done in one turn. What is on its way is bounded; all else waits in the database.
 *
 * @param findSinks the subscribers of a tenant at the moment.
 */
export function startRelay(options: {
  tenants: Tenants;
  listTenants: () => Promise<string[]>;
  findSinks: (uow: UnitOfWork) => Promise<readonly EventSink[]>;
  logger: LoggerService;
}): Relay {
  const { tenants, listTenants, findSinks, logger } = options;
  /** In the order of their turns. */
  const waiting = new Set<TenantId>();
  /** Had a turn when there was no room; go on when there is. */
  const heldUp = new Set<TenantId>();
  const timers = new Map<TenantId, NodeJS.Timeout>();
  const returned = new Map<TenantId, Settlement[]>();
  /** How many streams are on their way, by tenant and name of the subscriber. */
  const underWay = new Map<string, number>();
  const deliveries = new Set<Promise<void>>();
  const stopping = new AbortController();
  let turning: Promise<void> | undefined;

  const rounds = setInterval(round, ROUND_MS);
  rounds.unref();
  round();
  return { wake, stop };

  function round(): void {
    listTenants()
      .then((ids) => ids.forEach((id) => wake(provenTenantId(id))))
      .catch((error: Error) => logger.warn(`The relay cannot list the tenants: ${error.name}`));
  }

  function wake(tenantId: TenantId): void {
    clearTimeout(timers.get(tenantId));
    timers.delete(tenantId);
    waiting.add(tenantId);
    turning ??= takeTurns();
  }

  function wakeIn(tenantId: TenantId, ms: number): void {
    clearTimeout(timers.get(tenantId));
    timers.set(tenantId, setTimeout(wake, ms, tenantId).unref());
  }

  async function takeTurns(): Promise<void> {
    for (const tenantId of waiting) {
      waiting.delete(tenantId);
      const settlements = returned.get(tenantId) ?? [];
      returned.delete(tenantId);
      await takeTurn(tenantId, settlements).catch((error: Error) => {
        logger.warn(`The relay failed for tenant ${tenantId}: ${error.name}`);
        returned.set(tenantId, [...settlements, ...(returned.get(tenantId) ?? [])]);
        wakeIn(tenantId, RETRY_MS);
      });
    }
    // In the same step that found nobody waiting: whoever began to wait in between would be forgotten.
    turning = undefined;
  }

  async function takeTurn(tenantId: TenantId, settlements: readonly Settlement[]): Promise<void> {
    const room = roomFor(tenantId);
    if (room === 0) heldUp.add(tenantId);
    if (room === 0 && settlements.length === 0) return;
    const who = { tenantId, actorId: null, action: 'event.relay' };
    const { claimed, waitMs } = await tenants.transact(who, async (uow) => {
      if (settlements.length > 0) await settleDeliveries(uow, settlements);
      const sinks = room > 0 ? await findSinks(uow) : [];
      const busyWith = (name: string) => underWay.get(`${tenantId} ${name}`) ?? 0;
      const due = sinks.length > 0 ? await claimDeliveries(uow, sinks, busyWith, room) : [];
      // A subscriber that has something on its way is looked at when that is back.
      const idle = due.length === 0 ? sinks.filter(({ name }) => busyWith(name) === 0) : [];
      return { claimed: due, waitMs: idle.length > 0 ? await findNextDue(uow, idle) : null };
    });
    for (const delivery of claimed) {
      const name = `${tenantId} ${delivery.sink.name}`;
      underWay.set(name, (underWay.get(name) ?? 0) + 1);
      const ended = deliver(delivery).then((settlement) => {
        const left = underWay.get(name)! - 1;
        if (left > 0) underWay.set(name, left);
        else underWay.delete(name);
        deliveries.delete(ended);
        returned.set(tenantId, [...(returned.get(tenantId) ?? []), settlement]);
        heldUp.forEach(wake);
        heldUp.clear();
        wake(tenantId);
      });
      deliveries.add(ended);
    }
    if (waitMs !== null && waitMs < ROUND_MS && !waiting.has(tenantId)) {
      wakeIn(tenantId, Math.max(waitMs, MIN_WAIT_MS));
    }
  }

  /** A tenant has half of what the others leave: however slow its subscribers are, there is a place for the next. */
  function roomFor(tenantId: TenantId): number {
    if (stopping.signal.aborted) return 0;
    const own = [...underWay].reduce((sum, [name, count]) => sum + (name.startsWith(tenantId) ? count : 0), 0);
    return Math.max(0, Math.ceil((MAX_DELIVERIES - deliveries.size + own) / 2) - own);
  }

  async function deliver(delivery: Delivery): Promise<Settlement> {
    const { sink, events, lastSeq, deliveredSeq } = delivery;
    // Events that were too old to be kept are left out; the numbers of the next ones show that they are missing.
    if (events.length === 0) return { ...delivery, reachedSeq: lastSeq, takenCount: 0, problem: null };
    const ending = performance.now() + BATCH_MS;
    let reachedSeq = deliveredSeq;
    let takenCount = 0;
    for (const event of events) {
      if (stopping.signal.aborted || performance.now() > ending) break;
      const outcome = await handOver(sink, event).catch(sentenceOf);
      if (typeof outcome === 'string') {
        if (stopping.signal.aborted) break;
        logger.warn(`Event ${event.id} of type ${event.type} was not taken by ${sink.name}.`);
        return { ...delivery, reachedSeq, takenCount, problem: outcome };
      }
      if (outcome.isWanted) takenCount += 1;
      reachedSeq = Number(event.sequence);
    }
    return { ...delivery, reachedSeq, takenCount, problem: null };
  }

  /** Also of a subscriber that does not heed the signal, no more is awaited when the time is over. */
  async function handOver(sink: EventSink, event: Delivery['events'][number]): Promise<{ isWanted: boolean }> {
    if (!(sink.takes?.(event.type) ?? true)) return { isWanted: false };
    const tooLate = new Error(`It took no notice for ${DELIVERY_MS / 1000} s.`);
    const ending = new AbortController();
    const timer = setTimeout(() => ending.abort(tooLate), DELIVERY_MS);
    const onStop = () => setTimeout(() => ending.abort(new Error('Aimline is stopping.')), STOP_MS).unref();
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
    clearInterval(rounds);
    stopping.abort();
    await Promise.all(deliveries);
    // What has come back is settled, so that another process need not wait for the lease.
    returned.forEach((_, tenantId) => wake(tenantId));
    while (turning) {
      await turning;
      await Promise.all(deliveries);
    }
    for (const timer of timers.values()) clearTimeout(timer);
  }
}

/** No text of the database holds a NUL; with one, nothing of the tenant could be settled any more. */
function sentenceOf(error: unknown): string {
  const sentence = error instanceof Error ? error.message.replaceAll('\0', '') : '';
  return sentence === '' ? 'It was not taken.' : sentence;
}
