import type { CloudEvent } from '@aimline/plugin-interventions-common/events';
import { provenTenantId } from '@aimline/plugin-interventions-node';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database';
import type { TenantTransactions } from '../db/unitOfWork';
import { startRelay } from './relay';

const CEDAR = provenTenantId('0199a000-0000-7000-8000-00000000000a');
const READING = '0199a000-0000-7000-8000-000000000001';
const MATH = '0199a000-0000-7000-8000-000000000002';

let db: TestDatabase;
let tenants: TenantTransactions;
beforeAll(async () => {
  db = await createTestDatabase();
  tenants = db.tenants(() => new Date('2026-09-14T14:05:00Z'));
});
afterAll(() => db.destroy());
beforeEach(() => db.admin.query('delete from aimline.outbox_event'));

/** One progress note of each intervention named, in this order. */
const emit = (...interventionIds: string[]) =>
  tenants.transact({ tenantId: CEDAR, actorId: null, action: 'test.run' }, async (uow) => {
    for (const interventionId of interventionIds) {
      const data = { interventionId, noteId: READING, studentId: READING, notedOn: '2026-09-14', rating: 3 };
      await uow.emit('interventions.progress.noted', data);
    }
  });

/** A relay of which the deliveries are told to `deliver`. */
const relayTo = (deliver: (event: CloudEvent) => Promise<void>) =>
  startRelay({
    tenants,
    listTenants: async () => [],
    sinks: [{ name: 'test', deliver }],
    logger: { warn() {} } as never,
  });

const waiting = async () =>
  (await db.admin.query<{ key: string }>('select ordering_key as key from aimline.outbox_event order by event_id'))
    .rows;

test('an event that nobody takes for weeks holds back its own intervention, and no other', async () => {
  await emit(READING);
  await db.admin.query('update aimline.outbox_event set attempts = 5000');
  await emit(MATH, READING);
  const taken: string[] = [];
  const relay = relayTo(async ({ subject }) => {
    if (subject.endsWith(READING)) throw new Error('Never.');
    taken.push(subject);
  });
  relay.wake(CEDAR);
  await setTimeout(500);
  await relay.stop();
  expect(taken).toEqual([`interventions/${MATH}`]);
  expect(await waiting()).toEqual([{ key: READING }, { key: READING }]);
  const due = await db.admin.query(
    `select max(due_at) between now() + interval '290 seconds' and now() + interval '310 seconds' as later from aimline.outbox_event`,
  );
  expect(due.rows).toEqual([{ later: true }]);
});

test('events that a crash left between claim and settling are delivered once their lease has ended, in order', async () => {
  await emit(READING, READING, MATH);
  // what a relay leaves that claimed all three and died
  await db.admin.query(`update aimline.outbox_event set attempts = 1, due_at = now() + interval '60 seconds'`);
  const taken: string[] = [];
  const relay = relayTo(async ({ id }) => void taken.push(id));
  const wakeAndWait = async () => {
    relay.wake(CEDAR);
    for (let waited = 0; waited < 500; waited += 50) await setTimeout(50);
  };
  await wakeAndWait();
  expect(taken).toEqual([]);
  const ids = (await db.admin.query('select event_id from aimline.outbox_event order by event_id')).rows;
  await db.admin.query(`update aimline.outbox_event set due_at = now() - interval '1 second'`);
  await wakeAndWait();
  await relay.stop();
  expect(taken).toEqual(ids.map(({ event_id }) => event_id));
  expect(await waiting()).toEqual([]);
});

test('two relays deliver every event once, and those of an intervention in order', async () => {
  const keys = Array.from({ length: 150 }, (_, i) => (i % 3 === 0 ? READING : MATH));
  await emit(...keys);
  const taken: CloudEvent[] = [];
  const relays = [0, 1].map(() =>
    relayTo(async (event) => {
      taken.push(event);
      if (taken.length % 10 === 0) await setTimeout(1);
    }),
  );
  for (let waited = 0; waited < 5000 && (await waiting()).length > 0; waited += 50) {
    for (const relay of relays) relay.wake(CEDAR);
    await setTimeout(50);
  }
  await Promise.all(relays.map((relay) => relay.stop()));
  for (const key of [READING, MATH]) {
    const ids = taken.filter(({ subject }) => subject.endsWith(key)).map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted());
  }
  expect(new Set(taken.map(({ id }) => id)).size).toBe(150);
  expect(taken).toHaveLength(150);
});
