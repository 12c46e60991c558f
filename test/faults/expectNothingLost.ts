import { verifyTrail } from '@aimline/plugin-interventions-backend';
import { provenTenantId } from '@aimline/plugin-interventions-node';
import { expect } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import { table } from '../performance/timings';
import { type Arrival, countArrivals } from './countArrivals';
import type { Clients } from './Clients';
import type { FaultyDistrict } from './startDistrict';
import { type State, countState } from './countState';

/** A subscriber, and the ids of the events from before it subscribed. */
export interface Counted {
  subscriber: { readonly name: string; readonly calls: number; readonly arrivals: readonly Arrival[] };
  before?: ReadonlySet<string>;
}

const SETTLING_TIMEOUT_MS = 150_000;

/**
 * Waits until all is delivered and sealed, prints the counts, and checks them: each acknowledged write is
 * stored once, no refused one is; no change is without its record and its event, no event without its change; every
 * event reached every subscriber, in order by first arrival; and the audit trail is intact.
 *
 * @param faults - what was done to the service, and how often
 * @param lastFaultMs - when the last of it was over, in milliseconds since 1970
 */
export async function expectNothingLost(options: {
  scenario: string;
  seed: string;
  district: FaultyDistrict;
  clients: Clients;
  subscribers: readonly Counted[];
  faults: Readonly<Record<string, number | string>>;
  lastFaultMs: number;
}): Promise<{ deliveredSeconds: number; sealedSeconds: number }> {
  const { scenario, seed, district, clients, subscribers, faults, lastFaultMs } = options;
  const { service } = district;
  const { cedarValley: tenantId } = service;
  const admin = service.db.adminConnection;
  const sinceFault = () => Math.round((Date.now() - lastFaultMs) / 100) / 10;
  const owed = ({ events }: State, { before }: Counted) => events.filter(({ id }) => !before?.has(id));
  const countsOf = (state: State, one: Counted) => countArrivals(one.subscriber.arrivals, owed(state, one));
  const isDelivered = (state: State) =>
    state.unsettled === 0 && subscribers.every((one) => countsOf(state, one).lost === 0);

  const deadline = Date.now() + SETTLING_TIMEOUT_MS;
  let state = await countState(admin, tenantId);
  while (!isDelivered(state) && Date.now() < deadline) {
    await setTimeout(200);
    state = await countState(admin, tenantId);
  }
  const deliveredSeconds = sinceFault();
  const verify = () => verifyTrail({ tenants: service.tenants, tenantId: provenTenantId(tenantId) });
  let trail = await verify();
  while (trail.unsealedCount > 0 && Date.now() < deadline) {
    await setTimeout(200);
    trail = await verify();
  }
  const sealedSeconds = sinceFault();

  const { traces, events, ...rest } = state;
  const lost = clients.acknowledged.filter(({ mark }) => !traces.has(mark));
  const doubled = clients.acknowledged.filter(({ mark }) => (traces.get(mark) ?? 0) > 1);
  const refusedYetDone = clients.refused.filter(({ mark }) => traces.has(mark));
  const counts = {
    'writes sent': clients.sent,
    'writes acknowledged': clients.acknowledged.length,
    'writes refused': clients.refused.length,
    'attempts in total': clients.attempts,
    'unexpected responses': clients.unexpected.length,
    ...faults,
    'acknowledged and lost': lost.length,
    'acknowledged and done twice': doubled.length,
    'refused and done': refusedYetDone.length,
    'rows unlike their audit records': rest.rowsUnlikeRecords,
    'changes without event': rest.changesWithoutEvent,
    'events without change': rest.eventsWithoutChange,
    events: events.length,
    'deliveries due or dead': rest.unsettled,
    'audit records sealed': trail.sealedCount,
    'audit records not sealed': trail.unsealedCount,
    'breaks of the audit trail': trail.breaks.length,
    'seconds from the last fault to all delivered': deliveredSeconds,
    'seconds from the last fault to all sealed': sealedSeconds,
  };
  const delivered = subscribers.map((one) => {
    const { accepted, repeated, outOfOrder, lost } = countsOf(state, one);
    return [one.subscriber.name, one.subscriber.calls, owed(state, one).length, accepted, repeated, outOfOrder, lost];
  });
  process.stdout.write(
    table([[scenario, `seed ${seed}`], ...Object.entries(counts).map(([name, count]) => [name, String(count)])]) +
      table([
        ['events to', 'calls', 'owed', 'accepted', 'repeated', 'out of order', 'lost'],
        ...delivered.map((row) => row.map(String)),
      ]),
  );

  expect(clients.unexpected).toEqual([]);
  expect({ lost, doubled, refusedYetDone }).toEqual({ lost: [], doubled: [], refusedYetDone: [] });
  expect(rest).toEqual({ rowsUnlikeRecords: 0, changesWithoutEvent: 0, eventsWithoutChange: 0, unsettled: 0 });
  expect(subscribers.map((one) => [one.subscriber.name, countsOf(state, one)])).toEqual(
    subscribers.map((one) => [
      one.subscriber.name,
      { accepted: owed(state, one).length, repeated: expect.any(Number), lost: 0, outOfOrder: 0 },
    ]),
  );
  expect({ breaks: trail.breaks, unsealedCount: trail.unsealedCount }).toEqual({ breaks: [], unsealedCount: 0 });
  return { deliveredSeconds, sealedSeconds };
}
