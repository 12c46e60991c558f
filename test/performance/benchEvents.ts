import type { Call } from '@aimline/plugin-interventions-common/client';
import type { CloudEvent } from '@aimline/plugin-interventions-common/events';
import { progressNoted } from '@aimline/plugin-interventions-common/progress';
import { createTenantTransactions } from '@aimline/plugin-interventions-backend';
import { provenTenantId } from '@aimline/plugin-interventions-node';
import { connect } from 'amqplib';
import knexFactory from 'knex';
import { setTimeout } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import type { RunningRabbitmq } from '../support/startRabbitmq';
import { startReceiver } from '../support/startReceiver';
import { until } from '../support/until';
import { benchServer } from './benchServer';
import { timings } from './timings';

const BACKLOG = 4_000;
const STREAMS = 40;
const WRITES_A_SECOND = 50;
const WRITES = 600;

/** A receiver of events. */
export interface EventReceiver {
  /** Arrival of each event by its id, in milliseconds since 1970. */
  arrivals: Map<string, number>;
  /** Milliseconds from the arrival of the request to the arrival of each event. */
  delays: number[];
  close(): Promise<void>;
}

/**
 * Events per second that a webhook and RabbitMQ receive from a backlog of 4,000 in 40 streams, and the delay of an event
 * at 50 writes per second over HTTP. The delay is measured from the arrival of the request at the service, so that it
 * includes the request.
 */
export async function benchEvents(options: {
  data: string;
  tenantId: string;
  /** Tokens of several sessions. */
  calls: readonly Call[];
  /** URL of the RabbitMQ that the service publishes to; without it, RabbitMQ is not measured. */
  queue: EventReceiver | null;
}): Promise<string[][]> {
  const { calls, queue } = options;
  const call = calls[0]!;
  const webhook = await receiveByWebhook(call);
  const rows = await measure('a webhook', 'webhook', webhook, options);
  await webhook.close();
  if (!queue) return [...rows, ['events to RabbitMQ', 'not measured: there is none here', '']];
  return [...rows, ...(await measure('RabbitMQ', 'rabbitmq', queue, options))];
}

async function measure(
  name: string,
  kind: 'webhook' | 'rabbitmq',
  receiver: EventReceiver,
  { data, tenantId, calls }: { data: string; tenantId: string; calls: readonly Call[] },
): Promise<string[][]> {
  const write = writer(calls, (await calls[0]!('intervention.list')).interventions);
  const before = receiver.arrivals.size;
  await emitBacklog(data, tenantId, kind);
  // wakes the relay, which does not notice what another process wrote
  await write();
  await until(() => receiver.arrivals.size >= before + BACKLOG + 1);
  const times = [...receiver.arrivals.values()].slice(before);
  const perSecond = Math.round((BACKLOG / (Math.max(...times) - Math.min(...times))) * 1000);

  receiver.delays.length = 0;
  const started = performance.now();
  const writes: Promise<void>[] = [];
  for (let i = 0; i < WRITES; i += 1) {
    await setTimeout(Math.max(0, started + (i * 1000) / WRITES_A_SECOND - performance.now()));
    writes.push(write());
  }
  await Promise.all(writes);
  await until(() => receiver.delays.length >= WRITES);
  const sorted = receiver.delays.toSorted((a, b) => a - b);
  const p99 = sorted[Math.floor(0.99 * sorted.length)]!;
  return [
    [`events a second to ${name}`, perSecond.toLocaleString('en-US'), ''],
    [
      `arrival of a request to the event at ${name}, ${WRITES_A_SECOND} writes a second`,
      `p50 ${timings(sorted).row[0]}, p99 ${p99.toFixed(2)} ms`,
      'p99 under 500 ms',
    ],
  ];
}

/** Writes one note after another, on all interventions in turn. */
function writer(calls: readonly Call[], interventions: readonly { interventionId: string }[]): () => Promise<void> {
  const students = new Map<string, Promise<string | undefined>>();
  let next = 0;
  const studentOf = (interventionId: string) => {
    const known = students.get(interventionId);
    if (known) return known;
    const student = calls[0]!('enrollment.list', { params: { interventionId } }).then(
      ({ enrollments }) => enrollments.find(({ status }) => status === 'active')?.student.studentId,
    );
    students.set(interventionId, student);
    return student;
  };
  return async () => {
    for (;;) {
      const { interventionId } = interventions[next++ % interventions.length]!;
      const studentId = await studentOf(interventionId);
      if (studentId === undefined) continue;
      const call = calls[next % calls.length]!;
      await call('progress.note', { params: { interventionId }, body: { studentId, rating: 3, text: 'Reads well.' } });
      return;
    }
  };
}

/** Writes events in this process, for one kind of subscriber. */
async function emitBacklog(data: string, tenant: string, kind: 'webhook' | 'rabbitmq'): Promise<void> {
  const { server, app } = benchServer(data);
  const knex = knexFactory({ client: 'pg', connection: { ...server, user: 'aimline_app', password: app } });
  const tenantId = provenTenantId(tenant);
  const tenants = createTenantTransactions({
    knex,
    now: () => new Date(),
    sinks: () => (kind === 'rabbitmq' ? ['rabbitmq'] : []),
  });
  const streams = Array.from({ length: STREAMS }, () => uuidv7());
  try {
    for (let written = 0; written < BACKLOG; written += STREAMS) {
      await tenants.transact({ tenantId, actorId: null, action: 'bench.prepare' }, async (uow) => {
        for (const interventionId of streams) {
          const data = { interventionId, noteId: interventionId, studentId: interventionId, notedOn: '2026-09-14' };
          uow.emit(progressNoted({ ...data, rating: 3 }));
        }
      });
    }
  } finally {
    await knex.destroy();
  }
}

function recordArrivals() {
  const arrivals = new Map<string, number>();
  const delays: number[] = [];
  const record = (body: string) => {
    const event = JSON.parse(body) as CloudEvent;
    const now = Date.now();
    if (!arrivals.has(event.id)) delays.push(now - Date.parse(event.time));
    arrivals.set(event.id, now);
  };
  return { arrivals, delays, record };
}

async function receiveByWebhook(call: Call): Promise<EventReceiver> {
  const { arrivals, delays, record } = recordArrivals();
  const receiver = await startReceiver();
  receiver.answer = (response, { body }) => {
    record(body);
    receiver.received.length = 0;
    response.writeHead(204).end();
  };
  const { webhook } = await call('webhook.create', { body: { url: receiver.url } });
  return {
    arrivals,
    delays,
    async close() {
      await call('webhook.remove', { params: { webhookId: webhook.webhookId } });
      await receiver.close();
    },
  };
}

/** Binds a queue before the service publishes: events without a queue stay in the outbox. */
export async function receiveByRabbitmq({ url }: RunningRabbitmq): Promise<EventReceiver> {
  const { arrivals, delays, record } = recordArrivals();
  const connection = await connect(url);
  const channel = await connection.createChannel();
  await channel.assertExchange('aimline.events', 'topic', { durable: true });
  const { queue } = await channel.assertQueue('', { exclusive: true });
  await channel.bindQueue(queue, 'aimline.events', '#');
  await channel.consume(queue, (message) => message && record(message.content.toString('utf8')), { noAck: true });
  return { arrivals, delays, close: () => connection.close() };
}
