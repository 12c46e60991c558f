import { progressNoted } from '@aimline/plugin-interventions-common/progress';
import type { CloudEvent } from '@aimline/plugin-interventions-common/events';
import { type EventSink, provenTenantId } from '@aimline/plugin-interventions-node';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database';
import { until } from '../../../../test/support/until';
import { createTenantTransactions, type TenantTransactions } from '../db/unitOfWork';
import { claimDeliveries } from './claimDeliveries';
import { type Relay, startRelay } from './relay';

const CEDAR = provenTenantId('0199a000-0000-7000-8000-00000000000a');
const HARBOR = provenTenantId('0199a000-0000-7000-8000-00000000000b');
const READING = '0199a000-0000-7000-8000-000000000001';
const MATH = '0199a000-0000-7000-8000-000000000002';
const WRITING = '0199a000-0000-7000-8000-000000000003';

let db: TestDatabase;
let tenants: TenantTransactions;
let sinkNames: string[];
let relays: Relay[] = [];
beforeAll(async () => {
  db = await createTestDatabase();
  await db.owner.raw(
    `insert into directory.tenant (tenant_id, name) values ('${CEDAR}', 'Cedar Valley'), ('${HARBOR}', 'Harbor')`,
  );
  tenants = createTenantTransactions({
    knex: db.app,
    now: () => new Date('2026-09-14T14:05:00Z'),
    sinks: () => sinkNames,
    onEmitted: () => relays.forEach((relay) => relay.wake(CEDAR)),
  });
});
afterAll(() => db.destroy());
beforeEach(async () => {
  sinkNames = ['test'];
  await Promise.all(relays.map((relay) => relay.stop()));
  relays = [];
  await db.admin.query(
    'truncate aimline.outbox_event, aimline.outbox_stream, aimline.event_delivery, aimline.event_sink_state',
  );
});

/** Emits one progress note for each intervention, in this order, each in a transaction of its own. */
async function emit(...interventionIds: string[]): Promise<void> {
  for (const interventionId of interventionIds) {
    const data = { interventionId, noteId: READING, studentId: READING, notedOn: '2026-09-14', rating: 3 };
    await tenants.transact({ tenantId: CEDAR, actorId: null, action: 'test.run' }, async (uow) =>
      uow.emit(progressNoted(data)),
    );
  }
}

/** A relay with these subscribers; a function is a subscriber named `test`. */
function relayTo(...sinks: (EventSink | EventSink['deliver'])[]): Relay {
  const relay = startRelay({
    tenants,
    listTenants: async () => [CEDAR],
    findSinks: async () => sinks.map((sink) => (typeof sink === 'function' ? { name: 'test', deliver: sink } : sink)),
    logger: { warn() {} } as never,
  });
  relays.push(relay);
  return relay;
}

const one = async <Row>(sql: string) => (await db.admin.query(sql)).rows[0] as Row;
const allDelivered = async () =>
  (await db.admin.query(`select from aimline.event_delivery where due_at < 'infinity' or dead_at is not null`))
    .rowCount === 0;
const streamAndNumber = ({ partitionkey, sequence }: CloudEvent) => `${partitionkey.at(-1)}.${Number(sequence)}`;

test('events are numbered, delivered in order, and retried until they are accepted', async () => {
  const accepted: CloudEvent[] = [];
  let failuresLeft = 2;
  relayTo(async (event) => {
    if (failuresLeft-- > 0) throw new Error('Not now.');
    accepted.push(event);
  });
  await emit(READING, MATH, READING);
  // a backoff lasts seconds
  await until(async () => {
    await db.admin.query(`update aimline.event_delivery set due_at = now() where attempts > 0 and lease is null`);
    relays[0]!.wake(CEDAR);
    return accepted.length === 3;
  });
  expect(accepted.map(streamAndNumber).filter((key) => key.startsWith('1'))).toEqual(['1.1', '1.2']);
  expect(accepted.map(streamAndNumber).toSorted()).toEqual(['1.1', '1.2', '2.1']);
  await until(allDelivered);
});

test('an event that always fails blocks its stream for its subscriber, and nothing else', async () => {
  const accepted: string[] = [];
  sinkNames = ['other', 'test'];
  relayTo(
    async (event) => {
      if (event.partitionkey === READING) throw new Error('I cannot read this.');
      accepted.push(`test ${streamAndNumber(event)}`);
    },
    { name: 'other', deliver: async (event) => void accepted.push(`other ${streamAndNumber(event)}`) },
  );
  await emit(READING, READING, MATH);
  await until(() => accepted.length === 4);
  expect(accepted.toSorted()).toEqual(['other 1.1', 'other 1.2', 'other 2.1', 'test 2.1']);
  await until(
    async () =>
      (await one<{ attempts: number }>(`select max(attempts) as attempts from aimline.event_delivery`)).attempts === 1,
  );
  expect(
    await one(`select sink, delivered_seq, problem, due_at between now() + interval '3 s' and now() + interval '7 s' as later
    from aimline.event_delivery where attempts > 0`),
  ).toEqual({ sink: 'test', delivered_seq: 0, problem: 'I cannot read this.', later: true });
});

test('a subscriber that does not answer has at most eight streams in progress, and delays no other subscriber', async () => {
  sinkNames = ['other', 'test'];
  const streams = Array.from(
    { length: 20 },
    (_, i) => `0199a000-0000-7000-8000-0000000001${String(i).padStart(2, '0')}`,
  );
  let calls = 0;
  const accepted: string[] = [];
  relayTo(
    (_event, { signal }) => {
      calls += 1;
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('Too late.'))));
    },
    { name: 'other', deliver: async (event) => void accepted.push(event.id) },
  );
  await emit(...streams);
  await until(() => accepted.length === 20);
  expect(calls).toBe(8);
});

test('five failures open the circuit of a subscriber; one probe follows, and its success delivers the rest', async () => {
  const streams = Array.from({ length: 8 }, (_, i) => `0199a000-0000-7000-8000-00000000020${i}`);
  let isDown = true;
  let calls = 0;
  const accepted: string[] = [];
  const relay = relayTo(async (event) => {
    calls += 1;
    await setTimeout(10);
    if (isDown) throw new Error('It answered 503.');
    accepted.push(event.id);
  });
  await emit(...streams.slice(0, 7));
  await until(
    async () =>
      (await one<{ n: number }>('select count(*)::int as n from aimline.event_delivery where attempts = 1')).n === 7,
  );
  expect(
    await one(
      `select failures, problem, open_until > now() + interval '3 s' as "isOpen" from aimline.event_sink_state`,
    ),
  ).toEqual({
    failures: 5,
    problem: 'It answered 503.',
    isOpen: true,
  });
  calls = 0;
  await emit(streams[7]!);
  await db.admin.query('update aimline.event_delivery set due_at = now()');
  relay.wake(CEDAR);
  await setTimeout(300);
  expect(calls).toBe(0);
  await db.admin.query('update aimline.event_sink_state set open_until = now()');
  relay.wake(CEDAR);
  await until(() => calls > 0);
  await setTimeout(300);
  expect(calls).toBe(1);
  isDown = false;
  await db.admin.query('update aimline.event_sink_state set open_until = now()');
  relay.wake(CEDAR);
  await until(() => accepted.length === 8);
  await until(allDelivered);
});

test('the first open circuit of a subscriber is short, however many deliveries fail at once', async () => {
  const maxBackoffMs = 4 * 3_600_000;
  const release = Promise.withResolvers<void>();
  let calls = 0;
  const deliver = async () => {
    calls += 1;
    await release.promise;
    throw new Error('It answered 503.');
  };
  for (let i = 0; i < 2; i += 1) relayTo({ name: 'test', maxBackoffMs, deliver });
  await emit(...Array.from({ length: 16 }, (_, i) => READING.replace(/..$/, String(10 + i))));
  await until(() => calls === 16);
  release.resolve();
  await until(async () => {
    const { rowCount } = await db.admin.query(
      'select from aimline.event_delivery where attempts = 1 and lease is null',
    );
    return rowCount === 16;
  });
  const { rows } = await db.admin.query(
    `select failures, open_until <= now() + interval '12.5 seconds' as "isShort" from aimline.event_sink_state`,
  );
  expect(rows).toEqual([{ failures: 5, isShort: true }]);
});

test('what a dead relay had claimed is delivered in order by another once the lease has expired', async () => {
  await emit(READING, READING);
  await db.admin.query(
    `update aimline.event_delivery set lease = gen_random_uuid(), due_at = now() + interval '1 hour'`,
  );
  const accepted: string[] = [];
  const relay = relayTo(async (event) => void accepted.push(streamAndNumber(event)));
  await setTimeout(200);
  expect(accepted).toEqual([]);
  await db.admin.query(`update aimline.event_delivery set due_at = now()`);
  relay.wake(CEDAR);
  await until(() => accepted.length === 2);
  expect(accepted).toEqual(['1.1', '1.2']);
});

test('a relay that has lost its lease settles nothing', async () => {
  const otherLease = '0199a000-0000-4000-8000-0000000000ff';
  const relay = relayTo(
    async () => void (await db.admin.query('update aimline.event_delivery set lease = $1', [otherLease])),
  );
  await emit(READING);
  await until(
    async () => (await one<{ lease: string }>('select lease from aimline.event_delivery')).lease === otherLease,
  );
  await relay.stop();
  expect(await one('select lease, delivered_seq from aimline.event_delivery')).toEqual({
    lease: otherLease,
    delivered_seq: 0,
  });
});

test('a relay that stops releases its undelivered events at once', async () => {
  const accepted: string[] = [];
  let answer = () => {};
  const relay = relayTo(async (event) => {
    await new Promise<void>((resolve) => (answer = resolve));
    accepted.push(streamAndNumber(event));
  });
  await emit(READING, READING, READING);
  await until(
    async () => (await one<{ n: number }>(`select count(lease)::int as n from aimline.event_delivery`)).n === 1,
  );
  const stopped = relay.stop();
  answer();
  await stopped;
  expect(accepted).toEqual(['1.1']);
  expect(await one('select lease, delivered_seq, due_at <= now() as due from aimline.event_delivery')).toEqual({
    lease: null,
    delivered_seq: 1,
    due: true,
  });
});

test('an event that fails for three days becomes a dead letter, and its stream stops', async () => {
  let calls = 0;
  const relay = relayTo(async () => {
    calls += 1;
    throw new Error('It answered 500.');
  });
  await emit(READING);
  await until(
    async () => (await one<{ attempts: number }>('select attempts from aimline.event_delivery')).attempts === 1,
  );
  await db.admin.query(`update aimline.event_delivery set failing_since = now() - interval '73 hours', due_at = now()`);
  relay.wake(CEDAR);
  await until(
    async () => (await one<{ dead: boolean }>('select dead_at is not null as dead from aimline.event_delivery')).dead,
  );
  await emit(READING);
  await setTimeout(200);
  expect(calls).toBe(2);
});

test('a gap in the numbers tells a subscriber that events were purged before it accepted them', async () => {
  await emit(READING, READING, READING);
  await db.admin.query('delete from aimline.outbox_event where seq < 3');
  const accepted: string[] = [];
  relayTo(async (event) => void accepted.push(streamAndNumber(event)));
  await until(() => accepted.length === 1);
  expect(accepted).toEqual(['1.3']);
  await emit(MATH);
  await db.admin.query(`delete from aimline.outbox_event`);
  await until(allDelivered);
});

test('a claim finds due streams by an index, and does not read streams that are up to date', async () => {
  await db.admin.query(`
    set app.tenant_id = '${CEDAR}';
    insert into aimline.outbox_stream (tenant_id, ordering_key, last_seq)
      select '${CEDAR}', gen_random_uuid(), 1 from generate_series(1, 3000);
    insert into aimline.event_delivery (tenant_id, sink, ordering_key, delivered_seq, due_at)
      select tenant_id, sink, ordering_key, 1, 'infinity' from aimline.outbox_stream, unnest('{other,test}'::text[]) sink;
    analyze aimline.event_delivery`);
  const plans: string[] = [];
  const sink = { name: 'test', async deliver() {} };
  await tenants.transact({ tenantId: CEDAR, actorId: null, action: 'test.run' }, (uow) => {
    const rows: typeof uow.rows = async (sql, bindings) => {
      plans.push(JSON.stringify(await uow.rows(`explain ${sql}`, bindings)));
      return uow.rows(sql, bindings);
    };
    return claimDeliveries({ ...uow, rows }, [sink], () => 0, 64);
  });
  const plansForDue = plans.filter((plan) => plan.includes('due_at <= now()'));
  expect(plansForDue).toHaveLength(1);
  expect(plansForDue[0]).toMatch(/Index Scan using event_delivery_owed .*Index Cond: [^"]*due_at <= now\(\)/);
});

test('an error message with a NUL, which Postgres cannot store, does not stop other batches from being settled', async () => {
  const accepted: string[] = [];
  relayTo(async (event) => {
    if (event.partitionkey === READING) throw new Error('I read "\0" and stopped.');
    accepted.push(streamAndNumber(event));
  });
  await emit(READING, MATH);
  await until(async () => (await one(`select from aimline.event_delivery where attempts = 1`)) !== undefined);
  await until(() => accepted.length === 1);
  expect(accepted).toEqual(['2.1']);
  expect(await one(`select problem from aimline.event_delivery where attempts = 1`)).toEqual({
    problem: 'I read "" and stopped.',
  });
});

test('a subscriber whose filter throws blocks its own stream, and nothing else', async () => {
  const accepted: string[] = [];
  sinkNames = ['other', 'test'];
  const throwing: EventSink = {
    name: 'test',
    subscribesTo() {
      throw new Error('I do not know this type.');
    },
    async deliver() {},
  };
  relayTo(throwing, { name: 'other', deliver: async (event) => void accepted.push(streamAndNumber(event)) });
  await emit(READING);
  await until(async () => (await one(`select from aimline.event_delivery where attempts = 1`)) !== undefined);
  await until(() => accepted.length === 1);
  expect(await one(`select problem from aimline.event_delivery where sink = 'test'`)).toEqual({
    problem: 'I do not know this type.',
  });
});

test('slow subscribers of a district leave capacity to its others, and to other districts', async () => {
  const slow = Array.from({ length: 10 }, (_, i) => `slow-${i}`);
  const streams = Array.from({ length: 10 }, (_, i) => `0199a000-0000-7000-8000-00000000030${i}`);
  sinkNames = [...slow, 'test'];
  await emit(...streams);
  const called: string[] = [];
  const answers: (() => void)[] = [];
  const accepted: string[] = [];
  const relay = startRelay({
    tenants,
    listTenants: async () => [CEDAR],
    findSinks: async ({ tenantId }) => [
      ...(tenantId === CEDAR ? slow : []).map((name): EventSink => ({
        name,
        deliver: () => {
          called.push(name);
          return new Promise<void>((resolve) => void answers.push(resolve));
        },
      })),
      { name: 'test', deliver: async ({ tenantid }) => void accepted.push(tenantid) },
    ],
    logger: { warn() {} } as never,
  });
  relays.push(relay);
  await until(() => accepted.length === 10);
  sinkNames = ['test'];
  const data = { interventionId: READING, noteId: READING, studentId: READING, notedOn: '2026-09-14', rating: 3 };
  await tenants.transact({ tenantId: HARBOR, actorId: null, action: 'test.run' }, async (uow) =>
    uow.emit(progressNoted(data)),
  );
  relay.wake(HARBOR);
  await until(() => accepted.includes(HARBOR));
  await until(() => called.length === 32);
  expect(new Set(called).size).toBe(10);
  const stopped = relay.stop();
  for (const answer of answers) answer();
  await stopped;
});

test('with concurrent writers, two relays and failing subscribers, every event is accepted once and in order', async () => {
  sinkNames = ['other', 'test'];
  const accepted: Record<string, string[]> = { test: [], other: [] };
  let calls = 0;
  const flaky = (name: 'test' | 'other'): EventSink => ({
    name,
    maxBackoffMs: 20,
    async deliver(event) {
      calls += 1;
      if (calls % 7 === 0) throw new Error('Not this time.');
      if (calls % 5 === 0) await setTimeout(1);
      accepted[name]!.push(streamAndNumber(event));
    },
  });
  const sinks = [flaky('test'), flaky('other')];
  relayTo(...sinks);
  relayTo(...sinks);
  const streams = [READING, MATH, WRITING];
  await Promise.all(
    Array.from({ length: 6 }, (_, writer) =>
      emit(...Array.from({ length: 50 }, (_unused, i) => streams[(writer + i) % streams.length]!)),
    ),
  );
  await until(() => accepted.test!.length >= 300 && accepted.other!.length >= 300);
  await until(allDelivered);
  for (const name of ['test', 'other']) {
    for (const stream of streams) {
      const numbers = accepted[name]!.filter((key) => key.startsWith(stream.at(-1)!)).map((key) =>
        Number(key.slice(2)),
      );
      expect(numbers).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
    }
  }
});
