/** Subscribers that fail, respond late or close the connection do not affect another subscriber. */
import { seededRandom } from '@aimline/demo/seededRandom';
import type { CloudEvent } from '@aimline/plugin-interventions-common/events';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { table, timings } from '../performance/timings';
import { until } from '../support/until';
import { Clients } from './Clients';
import { expectNothingLost } from './expectNothingLost';
import { planWrites } from './planWrites';
import { SEED } from './seed';
import { createGroups, type FaultyDistrict, type Group, startDistrict } from './startDistrict';
import { Subscriber, take } from './Subscriber';
import { countState } from './countState';

const WRITES = 120;
/** Concurrent users; few, because the delay of delivery is measured, not the load of the processor. */
const PEOPLE = 2;
/** A delay that is longer than the timeout of a delivery (12 s). */
const TOO_SLOW_MS = 13_000;

let district: FaultyDistrict;
let groups: Group[];
let good: Subscriber;
const subscribers: Subscriber[] = [];
beforeAll(async () => {
  district = await startDistrict();
  good = await Subscriber.subscribe(district.call, 'good webhook');
  subscribers.push(good);
  groups = await createGroups(district);
});
afterAll(async () => {
  await district?.close();
  await Promise.all(subscribers.map((subscriber) => subscriber.close()));
});

const failsNow = atMostTwiceInARow(({ id }, call) => call < 2 && seededRandom(SEED, 'fail', id, call) < 0.6);
const closesNow = atMostTwiceInARow(({ id }, call) => call === 0 && seededRandom(SEED, 'close', id) < 0.6);

/** Fails about half of all deliveries. */
function failHalf(response: ServerResponse, event: CloudEvent, call: number): boolean {
  if (!failsNow(event, call)) return take(response);
  response.writeHead(500).end();
  return false;
}

/** Responds after up to two seconds; for one event in twenty, the first delivery times out. */
async function respondLate(response: ServerResponse, { id }: CloudEvent, call: number): Promise<boolean> {
  const isTooSlow = call === 0 && seededRandom(SEED, 'too slow', id) < 0.05;
  await setTimeout(isTooSlow ? TOO_SLOW_MS : 2_000 * seededRandom(SEED, 'slow', id));
  return take(response) && !isTooSlow;
}

/** Closes the connection at the first delivery of about every other event, before or in the middle of the response. */
function closeConnection(response: ServerResponse, event: CloudEvent, call: number): boolean {
  if (!closesNow(event, call)) return take(response);
  if (seededRandom(SEED, 'middle', event.id) < 0.5) response.socket!.write('HTTP/1.1 20');
  response.socket!.destroy();
  return false;
}

/** Limits consecutive failures to two: after five, the circuit would stay open longer than this test runs. */
function atMostTwiceInARow(isBad: (event: CloudEvent, call: number) => boolean) {
  let inARow = 0;
  return (event: CloudEvent, call: number): boolean => {
    inARow = isBad(event, call) && inARow < 2 ? inARow + 1 : 0;
    return inARow > 0;
  };
}

test('three failing subscribers get every event in order, and a healthy one is not delayed by them', async () => {
  const { service, replicas, token, call } = district;
  const addresses = () => replicas.map(({ address }) => address);
  const write = async (seed: string, firstWeek: number) => {
    const clients = new Clients({ seed, token, addresses });
    const before = good.arrivals.length;
    await clients.run(planWrites({ seed, count: WRITES, firstWeek }, service, groups), PEOPLE);
    await until(() => good.arrivals.length >= before + clients.acknowledged.length);
    return { clients, delays: good.arrivals.slice(before).map(delayMs) };
  };
  await until(() => good.arrivals.length >= 2 * groups.length);
  const quiet = await write(`${SEED}-quiet`, 2 * WRITES);

  const { events } = await countState(service.db.adminConnection, service.cedarValley);
  const before = new Set(events.map(({ id }) => id));
  const bad = [
    await Subscriber.subscribe(call, 'fails half the calls', failHalf),
    await Subscriber.subscribe(call, 'responds late', respondLate),
    await Subscriber.subscribe(call, 'closes the connection', closeConnection),
  ];
  subscribers.push(...bad);
  const { clients, delays } = await write(SEED, 0);
  process.stdout.write(
    table([
      ['request to the event at the good webhook', 'p50', 'p95'],
      ['alone', ...timings(quiet.delays).row],
      ['beside three bad ones', ...timings(delays).row],
    ]),
  );
  await expectNothingLost({
    ...{ scenario: 'subscribers fail', seed: SEED, district, clients, lastFaultMs: Date.now() },
    subscribers: [{ subscriber: good }, ...bad.map((subscriber) => ({ subscriber, before }))],
    faults: {},
  });
  expect(quiet.clients.unexpected).toEqual([]);
});

function delayMs({ event, atMs }: Subscriber['arrivals'][number]): number {
  return atMs - Date.parse(event.time);
}
