import { CloudEvent } from '@aimline/plugin-interventions-common/events';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test as always } from '@jest/globals';
import { type Channel, type ChannelModel, connect, type GetMessage } from 'amqplib';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { v7 as uuidv7 } from 'uuid';
import { findRabbitmq } from '../../../test/support/findRabbitmq';
import { type RunningRabbitmq, startRabbitmq } from '../../../test/support/startRabbitmq';
import { AmqpSink } from './AmqpSink';

const CEDAR = '0199a000-0000-7000-8000-00000000000a';
const READING = '0199a000-0000-7000-8000-000000000001';
const MAYA = '0199a000-0000-7000-8000-000000000002';
const QUEUE = 'reporting';
const EXCHANGE = 'aimline.events';

const programs = findRabbitmq();
const test = programs ? always : always.skip;
let rabbitmq: RunningRabbitmq;
beforeAll(async () => {
  if (programs) rabbitmq = await startRabbitmq(programs);
}, 60_000);
afterAll(() => rabbitmq?.close(), 60_000);

let sink: AmqpSink;
let logged: string[];
beforeEach(() => {
  if (programs) sink = sinkTo(rabbitmq.url);
});
afterEach(async () => {
  await sink?.stop();
  if (programs) await withConsumer((channel) => channel.deleteQueue(QUEUE));
});

function sinkTo(url: string): AmqpSink {
  logged = [];
  const log = (message: string) => void logged.push(message);
  return new AmqpSink({ url, exchange: EXCHANGE, logger: { info: log, warn: log } as unknown as LoggerService });
}

const noted = (rating = 3): CloudEvent => ({
  specversion: '1.0',
  id: uuidv7(),
  source: `/tenants/${CEDAR}`,
  type: 'interventions.progress.noted',
  subject: `interventions/${READING}`,
  time: '2026-09-14T14:05:00.250Z',
  datacontenttype: 'application/json',
  tenantid: CEDAR,
  partitionkey: READING,
  sequence: '0000000001',
  data: { interventionId: READING, noteId: READING, studentId: MAYA, notedOn: '2026-09-14', rating },
});

async function withConsumer<T>(work: (channel: Channel, connection: ChannelModel) => Promise<T>): Promise<T> {
  const connection = await connect(rabbitmq.url);
  try {
    return await work(await connection.createChannel(), connection);
  } finally {
    await connection.close();
  }
}

/** Binds a durable queue to a pattern of routing keys. */
const bind = (pattern: string) =>
  withConsumer(async (channel) => {
    await channel.assertExchange(EXCHANGE, 'topic', { durable: true });
    await channel.assertQueue(QUEUE, { durable: true });
    await channel.bindQueue(QUEUE, EXCHANGE, pattern);
  });

/** The messages of a queue, in order. */
const received = () =>
  withConsumer(async (channel) => {
    const messages: GetMessage[] = [];
    for (let message; (message = await channel.get(QUEUE, { noAck: true }));) messages.push(message);
    return messages;
  });

const eventsOf = (messages: GetMessage[]) => messages.map(({ content }) => CloudEvent.parse(JSON.parse(`${content}`)));

/** Retries, as the relay does, until the sink accepts the event. */
async function deliverUntilAccepted(event: CloudEvent): Promise<void> {
  for (;;) {
    try {
      return await sink.deliver(event);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

test('an event arrives as a CloudEvent, with its tenant and type as routing key', async () => {
  await bind(`${CEDAR}.#`);
  const event = noted();
  await sink.deliver(event);
  const [message, ...others] = await received();
  expect(others).toEqual([]);
  expect(CloudEvent.parse(JSON.parse(message!.content.toString()))).toEqual(event);
  expect(message!.fields).toMatchObject({ exchange: EXCHANGE, routingKey: `${CEDAR}.interventions.progress.noted` });
  expect(message!.properties).toMatchObject({
    contentType: 'application/cloudevents+json; charset=utf-8',
    deliveryMode: 2,
    messageId: event.id,
    type: 'interventions.progress.noted',
    timestamp: Date.parse('2026-09-14T14:05:00Z') / 1000,
    headers: {
      cloudEvents_specversion: '1.0',
      cloudEvents_id: event.id,
      cloudEvents_source: `/tenants/${CEDAR}`,
      cloudEvents_type: 'interventions.progress.noted',
      cloudEvents_subject: `interventions/${READING}`,
      cloudEvents_time: '2026-09-14T14:05:00.250Z',
      cloudEvents_tenantid: CEDAR,
      cloudEvents_partitionkey: READING,
      cloudEvents_sequence: '0000000001',
    },
  });
});

test('events delivered one after another arrive in this order', async () => {
  await bind('*.interventions.progress.#');
  const events = Array.from({ length: 500 }, (_, i) => noted(i));
  for (const event of events) await sink.deliver(event);
  expect(eventsOf(await received())).toEqual(events);
});

test('events delivered at once are each confirmed, or each rejected when no queue is bound', async () => {
  await bind('*.interventions.progress.noted');
  const wanted = Array.from({ length: 50 }, () => noted());
  const unwanted = Array.from({ length: 50 }, () => ({ ...noted(), type: 'interventions.student.enrolled' }));
  const results = await Promise.allSettled(
    wanted.flatMap((event, i) => [sink.deliver(event), sink.deliver(unwanted[i]!)]),
  );
  expect(results.map(({ status }) => status)).toEqual(wanted.flatMap(() => ['fulfilled', 'rejected']));
  expect(eventsOf(await received())).toEqual(wanted);
});

test('an event without a bound queue is rejected with a clear message, also twice at once, and accepted once a queue is bound', async () => {
  const event = noted();
  const refusal = new NotFoundError(
    `RabbitMQ has no queue for "${CEDAR}.interventions.progress.noted": bind one to the exchange "aimline.events".`,
  );
  const results = await Promise.allSettled([sink.deliver(event), sink.deliver(event)]);
  expect(results).toEqual([
    { status: 'rejected', reason: refusal },
    { status: 'rejected', reason: refusal },
  ]);
  await bind('#');
  await sink.deliver(event);
  expect(eventsOf(await received())).toEqual([event]);
});

test('while the broker is stopped events are rejected; afterwards they are accepted, and earlier ones are still there', async () => {
  await bind('#');
  const [before, meanwhile, after] = [noted(), noted(), noted()];
  await sink.deliver(before);
  await rabbitmq.stop();
  await expect(sink.deliver(meanwhile)).rejects.toThrow(ServiceUnavailableError);
  await expect(sink.deliver(meanwhile)).rejects.toThrow(
    `RabbitMQ cannot be reached; caused by Error: connect ECONNREFUSED 127.0.0.1:${rabbitmq.port}`,
  );
  await rabbitmq.start();
  await deliverUntilAccepted(meanwhile);
  await sink.deliver(after);
  expect(eventsOf(await received())).toEqual([before, meanwhile, after]);
  expect(logged).toEqual([
    expect.stringMatching(/^Events for RabbitMQ wait in the outbox: The connection to RabbitMQ has ended; /),
    'RabbitMQ accepts events again.',
  ]);
}, 60_000);

test('the connection to a silent broker is closed, and everything that waits on it fails within seconds', async () => {
  await bind('#');
  const [before, ...meanwhile] = [noted(), noted(), noted()];
  await sink.deliver(before!);
  const thaw = await rabbitmq.freeze();
  try {
    const results = await Promise.allSettled(meanwhile.map((event) => sink.deliver(event)));
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  } finally {
    thaw();
  }
  for (const event of meanwhile) await deliverUntilAccepted(event);
  expect(eventsOf(await received()).slice(-2)).toEqual(meanwhile);
}, 60_000);

test('a server that is not RabbitMQ is given up', async () => {
  const server = createServer((socket) => void socket.resume()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const elsewhere = sinkTo(`amqp://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await expect(elsewhere.deliver(noted())).rejects.toThrow(
    'RabbitMQ cannot be reached; caused by Error: it did not answer within 5 seconds',
  );
  // Resolves when no connection is left
  await new Promise((resolve) => server.close(resolve));
});

test('a wrong password is rejected and logged once, without the password', async () => {
  const stranger = sinkTo(`amqp://aimline:wrong-secret@127.0.0.1:${rabbitmq.port}`);
  const refusals = [await stranger.deliver(noted()).catch(String), await stranger.deliver(noted()).catch(String)];
  await stranger.stop();
  expect(refusals).toEqual([
    expect.stringContaining(
      'RabbitMQ cannot be reached; caused by Error: Handshake terminated by server: 403 (ACCESS-REFUSED)',
    ),
    expect.stringContaining(
      'RabbitMQ cannot be reached; caused by Error: Handshake terminated by server: 403 (ACCESS-REFUSED)',
    ),
  ]);
  expect(logged).toHaveLength(1);
  expect(JSON.stringify([logged, refusals])).not.toMatch(/wrong-secret/);
});

test('an exchange of this name but another type is rejected with the error of RabbitMQ', async () => {
  await withConsumer(async (channel) => {
    await channel.deleteExchange(EXCHANGE);
    await channel.assertExchange(EXCHANGE, 'fanout');
  });
  await expect(sink.deliver(noted())).rejects.toThrow(/^RabbitMQ cannot be reached; .*PRECONDITION[-_]FAILED/);
  await withConsumer((channel) => channel.deleteExchange(EXCHANGE));
});

test('a stop waits for deliveries in progress, and rejects new ones', async () => {
  await bind('#');
  const events = Array.from({ length: 20 }, () => noted());
  const deliveries = events.map((event) => sink.deliver(event));
  await sink.stop();
  await Promise.all(deliveries);
  await expect(sink.deliver(noted())).rejects.toThrow(
    new ServiceUnavailableError('Aimline is stopping and publishes no more events.'),
  );
  expect(eventsOf(await received())).toEqual(events);
});

test('a stop does not wait for a silent broker', async () => {
  await bind('#');
  await sink.deliver(noted());
  const thaw = await rabbitmq.freeze();
  try {
    await sink.stop();
  } finally {
    thaw();
  }
}, 10_000);
