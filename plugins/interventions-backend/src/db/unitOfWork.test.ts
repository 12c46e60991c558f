import { progressNoted } from '@aimline/plugin-interventions-common/progress';
import { freePort } from '@aimline/embedded/freePort';
import { provenTenantId, type UnitOfWork } from '@aimline/plugin-interventions-node';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import knexFactory from 'knex';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database';
import { DatabaseLostError } from './DatabaseLostError';
import { createTenantTransactions, type TenantTransactions } from './unitOfWork';

const NOW = new Date('2026-09-14T14:00:00Z');
const CEDAR = provenTenantId('0199a000-0000-7000-8000-00000000000a');
const HARBOR = provenTenantId('0199a000-0000-7000-8000-00000000000b');
const ID = '0199a000-0000-7000-8000-0000000000e1';
const who = (tenantId = CEDAR) => ({ tenantId, actorId: null, action: 'test.run' });

let db: TestDatabase;
let tenants: TenantTransactions;

beforeAll(async () => {
  db = await createTestDatabase();
  tenants = db.tenants(() => NOW);
  await db.owner.raw(`insert into directory.tenant (tenant_id, name) values (?, 'Cedar Valley')`, [CEDAR]);
});
afterAll(() => db.destroy());

const addSchool = (id: string, name: string) => async (uow: UnitOfWork) =>
  uow.rows(
    `insert into school (tenant_id, school_id, name, time_zone) values (:tenantId, :id, :name, 'America/Chicago')`,
    { id, name },
  );
const countSchools = async (tenantId = CEDAR) =>
  tenants.transact(who(tenantId), (uow) =>
    uow.rows<{ n: number }>(`select count(*) as n from school where tenant_id = :tenantId`),
  );

test('rows are visible after the commit, only to their tenant', async () => {
  await tenants.transact(who(), addSchool('0199a000-0000-7000-8000-000000000001', 'Maple'));
  expect(await countSchools(CEDAR)).toEqual([{ n: 1 }]);
  expect(await countSchools(HARBOR)).toEqual([{ n: 0 }]);
});

test('a failed statement changes nothing, and its error names the constraint', async () => {
  const twice = tenants.transact(who(), async (uow) => {
    await addSchool('0199a000-0000-7000-8000-000000000002', 'Oak')(uow);
    await addSchool('0199a000-0000-7000-8000-000000000002', 'Elm')(uow);
  });
  await expect(twice).rejects.toMatchObject({ code: '23505', constraint: 'school_pkey' });
  expect(await countSchools()).toEqual([{ n: 1 }]);
});

test('a transaction with a swallowed failure is not reported as committed', async () => {
  const swallowed = tenants.transact(who(), async (uow) => {
    await addSchool('0199a000-0000-7000-8000-000000000003', 'Ash')(uow);
    await uow.rows('select 1 / 0').catch(() => {});
  });
  await expect(swallowed).rejects.toThrow('The transaction was rolled back although its work did not throw.');
  expect(await countSchools()).toEqual([{ n: 1 }]);
});

test('work that throws is rolled back', async () => {
  const failing = tenants.transact(who(), async (uow) => {
    await addSchool('0199a000-0000-7000-8000-000000000004', 'Fir')(uow);
    throw new Error('No.');
  });
  await expect(failing).rejects.toThrow('No.');
  expect(await countSchools()).toEqual([{ n: 1 }]);
});

test('work without a statement commits', async () => {
  await expect(tenants.transact(who(), async () => 'nothing')).resolves.toBe('nothing');
});

test('another tenant cannot be written to', async () => {
  const foreign = tenants.transact(who(CEDAR), (uow) =>
    uow.rows(
      `insert into school (tenant_id, school_id, name, time_zone) values (:harbor, :id, 'Pier', 'America/New_York')`,
      { harbor: HARBOR, id: '0199a000-0000-7000-8000-000000000005' },
    ),
  );
  await expect(foreign).rejects.toMatchObject({ code: '42501' });
});

test('a query without a tenant fails on a fresh connection, instead of returning nothing', async () => {
  const fresh = knexFactory({ client: 'pg', connection: db.appConnection, pool: { min: 0, max: 1 } });
  await expect(fresh.raw('select * from aimline.school')).rejects.toMatchObject({ code: '42704' });
  await fresh.destroy();
});

test('a query without a tenant fails on a pooled connection, where the setting is an empty string', async () => {
  const pooled = knexFactory({ client: 'pg', connection: db.appConnection, pool: { min: 1, max: 1 } });
  await createTenantTransactions({ knex: pooled, now: () => NOW }).transact(who(), (uow) =>
    uow.rows('select from school where tenant_id = :tenantId'),
  );
  const setting = await pooled.raw(`select current_setting('app.tenant_id', true) as tenant`);
  expect(setting.rows).toEqual([{ tenant: '' }]);
  await expect(pooled.raw('select * from aimline.school')).rejects.toMatchObject({ code: '22P02' });
  await pooled.destroy();
});

test.each(['', 'x', "0199a000-0000-7000-8000-00000000000a'; drop table school; --"])(
  'a tenant id that is not a UUID (%j) opens no transaction',
  async (tenantId) => {
    await expect(tenants.transact(who(tenantId as typeof CEDAR), async () => 1)).rejects.toThrow(
      'A transaction needs a tenant, an actor and an action',
    );
  },
);

test('a lost connection fails the work and is not used again', async () => {
  const killed = tenants.transact(who(), async (uow) => {
    const [{ pid }] = (await uow.rows<{ pid: number }>('select pg_backend_pid() as pid')) as [{ pid: number }];
    await db.admin.query('select pg_terminate_backend($1)', [pid]);
    await uow.rows('select 1');
  });
  await expect(killed).rejects.toThrow('The database cannot be reached. Nothing was saved; try again.');
  for (let i = 0; i < 12; i += 1) expect(await countSchools()).toEqual([{ n: 1 }]);
});

test('when the connection is lost during the commit, the error says that the outcome is unknown', async () => {
  await db.admin.query(`
    create function public.end_connection() returns trigger language plpgsql security definer as
      $$ begin perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(5); return null; end $$;
    create constraint trigger dying after insert on aimline.school initially deferred
      for each row when (new.name = 'Last') execute function public.end_connection()`);
  const dying = tenants.transact(who(), addSchool('0199a000-0000-7000-8000-0000000000d1', 'Last'));
  await expect(dying).rejects.toThrow(
    'The connection to the database was lost while this was being saved. Check whether it was saved before you try again.',
  );
  await db.admin.query('drop trigger dying on aimline.school; drop function public.end_connection');
});

test('an unreachable database is distinguished from an internal error', async () => {
  const unusedPort = await freePort();
  const away = knexFactory({
    client: 'pg',
    connection: { ...db.appConnection, port: unusedPort },
    pool: { min: 0, max: 1 },
  });
  const asked = createTenantTransactions({ knex: away, now: () => NOW }).transact(who(), async () => 1);
  await expect(asked).rejects.toThrow(DatabaseLostError);
  await away.destroy();
});

test('a deadlock is retried, and both transactions succeed', async () => {
  const [a, b] = ['0199a000-0000-7000-8000-0000000000a1', '0199a000-0000-7000-8000-0000000000b1'];
  await tenants.transact(who(), addSchool(a!, 'A'));
  await tenants.transact(who(), addSchool(b!, 'B'));
  const crossing = (first: string, second: string) =>
    tenants.transact(who(), async (uow) => {
      await uow.rows(`update school set name = name || '+' where tenant_id = :tenantId and school_id = :first`, {
        first,
      });
      await uow.rows('select pg_sleep(0.2)');
      await uow.rows(`update school set name = name || '+' where tenant_id = :tenantId and school_id = :second`, {
        second,
      });
    });
  await Promise.all([crossing(a!, b!), crossing(b!, a!)]);
  const names = await db.admin.query(`select name from aimline.school where school_id in ($1, $2) order by 1`, [a, b]);
  expect(names.rows).toEqual([{ name: 'A++' }, { name: 'B++' }]);
});

test('an event is stored with its change, and the relay wakes only after the commit', async () => {
  const announced: string[] = [];
  const emitting = createTenantTransactions({
    knex: db.app,
    now: () => NOW,
    onEmitted: ({ action }) => announced.push(action),
  });
  const data = { interventionId: ID, noteId: ID, studentId: ID, notedOn: '2026-09-14', rating: 3 };
  await expect(
    emitting.transact(who(), async (uow) => {
      uow.emit(progressNoted(data));
      throw new Error('No.');
    }),
  ).rejects.toThrow('No.');
  expect(announced).toEqual([]);
  await emitting.transact(who(), async (uow) => uow.emit(progressNoted(data)));
  expect(announced).toEqual(['test.run']);
  const stored = await db.admin.query('select seq, type, subject, occurred_at, data from aimline.outbox_event');
  expect(stored.rows).toEqual([
    { seq: 1, type: 'interventions.progress.noted', subject: `interventions/${ID}`, occurred_at: NOW, data },
  ]);
});

test('two transactions that emit to the same forty streams in opposite order do not deadlock', async () => {
  const streams = Array.from(
    { length: 40 },
    (_, i) => `0199a000-0000-7000-8000-0000000004${String(i).padStart(2, '0')}`,
  );
  let attempts = 0;
  const emitTo = (keys: readonly string[], rating: number) =>
    tenants.transact(who(), async (uow) => {
      attempts += 1;
      const about = { noteId: ID, studentId: ID, notedOn: '2026-09-14', rating };
      for (const interventionId of keys) {
        uow.emit(progressNoted({ interventionId, ...about }));
        // a round trip between the events, as in a real transaction
        await uow.rows('select');
      }
    });
  for (let round = 0; round < 5; round += 1) {
    await Promise.all([
      emitTo(streams, 1),
      emitTo(streams.toReversed(), 2),
      emitTo(streams, 3),
      emitTo(streams.toReversed(), 4),
    ]);
  }
  expect(attempts).toBe(20);
  const { rows } = await db.admin.query(
    `select ordering_key, array_agg(seq order by seq) as seqs from aimline.outbox_event where ordering_key = any($1) group by 1`,
    [streams],
  );
  expect(rows).toHaveLength(40);
  for (const { seqs } of rows) expect(seqs).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
});

test('events of one stream keep the order of emission, and have one delivery for each subscriber', async () => {
  const [first, second] = ['0199a000-0000-7000-8000-0000000005b0', '0199a000-0000-7000-8000-0000000005a0'];
  const note = (interventionId: string, rating: number) =>
    progressNoted({ interventionId, noteId: ID, studentId: ID, notedOn: '2026-09-14', rating });
  const emitting = createTenantTransactions({ knex: db.app, now: () => NOW, sinks: () => ['reports', 'archive'] });
  await emitting.transact(who(), async (uow) => uow.emit(note(first!, 1), note(second!, 2), note(first!, 3)));
  await emitting.transact(who(), async (uow) => uow.emit(note(first!, 4)));
  const { rows } = await db.admin.query(
    `select right(ordering_key::text, 2) as stream, array_agg((data ->> 'rating')::int order by seq) as ratings
     from aimline.outbox_event where ordering_key in ($1, $2) group by 1 order by 1`,
    [first, second],
  );
  expect(rows).toEqual([
    { stream: 'a0', ratings: [2] },
    { stream: 'b0', ratings: [1, 3, 4] },
  ]);
  const owed = await db.admin.query(
    `select sink, right(ordering_key::text, 2) as stream, delivered_seq from aimline.event_delivery
     where ordering_key in ($1, $2) order by 1, 2`,
    [first, second],
  );
  expect(owed.rows).toEqual([
    { sink: 'archive', stream: 'a0', delivered_seq: 0 },
    { sink: 'archive', stream: 'b0', delivered_seq: 0 },
    { sink: 'reports', stream: 'a0', delivered_seq: 0 },
    { sink: 'reports', stream: 'b0', delivered_seq: 0 },
  ]);
});

test('a job is enqueued with its change, and not without it', async () => {
  const enqueued: string[] = [];
  const job = { name: 'test.job', key: ({ id }: { id: string }) => id };
  const enqueuing = createTenantTransactions({
    knex: db.app,
    now: () => NOW,
    onEnqueued: ({ action }) => enqueued.push(action),
  });
  await expect(
    enqueuing.transact(who(), async (uow) => {
      uow.enqueue(job, { id: 'a' });
      throw new Error('No.');
    }),
  ).rejects.toThrow('No.');
  expect(enqueued).toEqual([]);
  await enqueuing.transact(who(), async (uow) => {
    uow.enqueue(job, { id: 'a' });
    uow.enqueue(job, { id: 'b' });
  });
  expect(enqueued).toEqual(['test.run']);
  const { rows } = await db.admin.query(
    'select name, singleton_key, data, enqueued_at from aimline.outbox_job order by job_id',
  );
  expect(rows).toEqual([
    { name: 'test.job', singleton_key: 'a', data: { id: 'a' }, enqueued_at: NOW },
    { name: 'test.job', singleton_key: 'b', data: { id: 'b' }, enqueued_at: NOW },
  ]);
});

test('a transaction of the system records its reason', async () => {
  await tenants.transact({ ...who(), reason: 'rule_run 7' }, (uow) =>
    uow.rows(
      `insert into school (tenant_id, school_id, name, time_zone)
       values (:tenantId, gen_random_uuid(), 'Reasoned', 'America/Chicago')`,
    ),
  );
  const { rows } = await db.admin.query(
    `select reason from aimline.audit_record where entity = 'school' and after ->> 'name' = 'Reasoned'`,
  );
  expect(rows).toEqual([{ reason: 'rule_run 7' }]);
});

test('dates are returned in the form of the API', async () => {
  const rows = await tenants.transact(who(), (uow) =>
    uow.rows(`select date '2026-03-02' as day, timestamptz '2026-03-02 09:00-06' as instant, 7::bigint as n`),
  );
  expect(rows).toEqual([{ day: '2026-03-02', instant: '2026-03-02T15:00:00.000Z', n: 7 }]);
});
