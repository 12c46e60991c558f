/** RabbitMQ is stopped for a minute; webhooks continue, and RabbitMQ gets every event afterwards. */
import { afterAll, beforeAll, expect, test as always } from '@jest/globals';
import { type Channel, connect } from 'amqplib';
import { setTimeout } from 'node:timers/promises';
import { findRabbitmq } from '../support/findRabbitmq';
import { type RunningRabbitmq, startRabbitmq } from '../support/startRabbitmq';
import { until } from '../support/until';
import { Clients } from './Clients';
import type { Arrival } from './countArrivals';
import { expectNothingLost } from './expectNothingLost';
import { planWrites, type Task } from './planWrites';
import { SEED } from './seed';
import { createGroups, type FaultyDistrict, type Group, startDistrict } from './startDistrict';
import { Subscriber } from './Subscriber';

const WRITES = 300;
const STOPPED_MS = 60_000;
const PEOPLE = 4;
/** Pause between the writes of one user, so that writing lasts longer than the outage of the broker. */
const PAUSE_MS = 900;
const QUEUE = 'everything';
const EXCHANGE = 'aimline.events';

const programs = findRabbitmq();
const test = programs ? always : always.skip;
let rabbitmq: RunningRabbitmq;
let district: FaultyDistrict;
let webhook: Subscriber;
let groups: Group[];
beforeAll(async () => {
  if (!programs) return;
  rabbitmq = await startRabbitmq(programs);
  await withChannel(async (channel) => {
    await channel.assertExchange(EXCHANGE, 'topic', { durable: true });
    await channel.assertQueue(QUEUE, { durable: true });
    await channel.bindQueue(QUEUE, EXCHANGE, '#');
  });
  district = await startDistrict(rabbitmq.url);
  webhook = await Subscriber.subscribe(district.call, 'webhook');
  groups = await createGroups(district);
});
afterAll(async () => {
  await district?.close();
  await webhook?.close();
  await rabbitmq?.close();
});

test('during a minute without RabbitMQ, webhooks get events without delay; RabbitMQ gets all of them afterwards', async () => {
  const { service, replicas, token } = district;
  const clients = new Clients({ seed: SEED, token, addresses: () => replicas.map(({ address }) => address) });
  const tasks = planWrites({ seed: SEED, count: WRITES }, service, groups).map(withPause);
  const writing = clients.run(tasks, PEOPLE);
  await until(() => clients.acknowledged.length > WRITES / 20);
  await rabbitmq.stop();
  const before = webhook.arrivals.length;
  await setTimeout(STOPPED_MS);
  const duringOutage = webhook.arrivals.length - before;
  await rabbitmq.start();
  const lastFaultMs = Date.now();
  await writing;
  const queue = { name: 'RabbitMQ', calls: 0, arrivals: [] as Arrival[] };
  const stopConsuming = await consume((arrival) => {
    queue.calls += 1;
    queue.arrivals.push(arrival);
  });
  try {
    await expectNothingLost({
      ...{ scenario: 'the broker is stopped', seed: SEED, district, clients, lastFaultMs },
      subscribers: [{ subscriber: webhook }, { subscriber: queue }],
      faults: {
        'seconds without RabbitMQ': STOPPED_MS / 1000,
        'events to the webhook during the outage': duringOutage,
      },
    });
  } finally {
    await stopConsuming();
  }
  expect(duringOutage).toBeGreaterThan(WRITES / 4);
});

function withPause(task: Task): Task {
  return async (send) => {
    await task(send);
    await setTimeout(PAUSE_MS);
  };
}

/** Consumes the queue until the returned function is called. */
async function consume(take: (arrival: Arrival) => void): Promise<() => Promise<void>> {
  const connection = await connect(rabbitmq.url);
  const channel = await connection.createChannel();
  await channel.consume(
    QUEUE,
    (message) => message && take({ event: JSON.parse(String(message.content)), atMs: Date.now() }),
    { noAck: true },
  );
  return () => connection.close();
}

async function withChannel(work: (channel: Channel) => Promise<void>): Promise<void> {
  const connection = await connect(rabbitmq.url);
  await work(await connection.createChannel());
  await connection.close();
}
