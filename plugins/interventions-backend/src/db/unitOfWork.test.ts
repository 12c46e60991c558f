import { freePort } from '@aimline/demo/freePort';
import { provenTenantId, type UnitOfWork } from '@aimline/plugin-interventions-node';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import knexFactory from 'knex';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database';
import { DatabaseLostError } from './DatabaseLostError';
import { createTenantTransactions, type TenantTransactions } from './unitOfWork';

const NOW = new Date('2026-09-14T14:00:00Z');
const CEDAR = provenTenantId('0199a000-0000-7000-8000-00000000000a');
const HARBOR = provenTenantId('0199a000-0000-7000-8000-00000000000b');
const who = (tenantId = CEDAR) => ({ tenantId, actorId: null, action: 'test.run' });

let db: TestDatabase;
let tenants: TenantTransactions;

beforeAll(async () => {
  db = await createTestDatabase();
  tenants = db.tenants(() => NOW);
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

test('rows are there after the commit, for their tenant and for no other', async () => {
  await tenants.transact(who(), addSchool('0199a000-0000-7000-8000-000000000001', 'Maple'));
  expect(await countSchools(CEDAR)).toEqual([{ n: 1 }]);
  expect(await countSchools(HARBOR)).toEqual([{ n: 0 }]);
});

test('a statement that fails leaves nothing behind and says its constraint', async () => {
  const twice = tenants.transact(who(), async (uow) => {
    await addSchool('0199a000-0000-7000-8000-000000000002', 'Oak')(uow);
    await addSchool('0199a000-0000-7000-8000-000000000002', 'Elm')(uow);
  });
  await expect(twice).rejects.toMatchObject({ code: '23505', constraint: 'school_pkey' });
  expect(await countSchools()).toEqual([{ n: 1 }]);
});

test('a statement whose failure is swallowed does not pass for a commit', async () => {
  const swallowed = tenants.transact(who(), async (uow) => {
    await addSchool('0199a000-0000-7000-8000-000000000003', 'Ash')(uow);
    await uow.rows('select 1 / 0').catch(() => {});
  });
  await expect(swallowed).rejects.toThrow('The transaction was rolled back although its work did not fail.');
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

test('a query without a tenant fails on a fresh connection, it does not answer with nothing', async () => {
  const fresh = knexFactory({ client: 'pg', connection: db.appConnection, pool: { min: 0, max: 1 } });
  await expect(fresh.raw('select * from aimline.school')).rejects.toMatchObject({ code: '42704' });
  await fresh.destroy();
});

test('a query without a tenant fails on a pooled connection, where the setting is an empty text', async () => {
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

test('a connection that dies in the middle fails the work and is not used again', async () => {
  const killed = tenants.transact(who(), async (uow) => {
    const [{ pid }] = (await uow.rows<{ pid: number }>('select pg_backend_pid() as pid')) as [{ pid: number }];
    await db.admin.query('select pg_terminate_backend($1)', [pid]);
    await uow.rows('select 1');
  });
  await expect(killed).rejects.toThrow('The database cannot be reached. Nothing was saved; try again.');
  for (let i = 0; i < 12; i += 1) expect(await countSchools()).toEqual([{ n: 1 }]);
});

test('when the connection dies during the commit, nobody claims to know whether it was saved', async () => {
  await db.admin.query(`
    create function public.end_connection() returns trigger language plpgsql security definer as
      $$ begin perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(5); return null; end $$;
    create constraint trigger dying after insert on aimline.school initially deferred
      for each row when (new.name = 'Last') execute function public.end_connection()`);
  const dying = tenants.transact(who(), addSchool('0199a000-0000-7000-8000-0000000000d1', 'Last'));
  await expect(dying).rejects.toThrow(
    'The database went away while this was being saved. Look whether it was; try again.',
  );
  await db.admin.query('drop trigger dying on aimline.school; drop function public.end_connection');
});

test('a database that is not there is told from a failure of ours', async () => {
  const nobody = await freePort();
  const away = knexFactory({
    client: 'pg',
    connection: { ...db.appConnection, port: nobody },
    pool: { min: 0, max: 1 },
  });
  const asked = createTenantTransactions({ knex: away, now: () => NOW }).transact(who(), async () => 1);
  await expect(asked).rejects.toThrow(DatabaseLostError);
  await away.destroy();
});

test('a deadlock is tried again and both succeed', async () => {
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

test('an event is stored with the change, and announced only after the commit', async () => {
  const announced: string[] = [];
  const emitting = createTenantTransactions({
    knex: db.app,
    now: () => NOW,
    onEmitted: ({ action }) => announced.push(action),
  });
  const id = '0199a000-0000-7000-8000-0000000000e1';
  const data = { interventionId: id, noteId: id, studentId: id, notedOn: '2026-09-14', rating: 3 };
  await expect(
    emitting.transact(who(), async (uow) => {
      await uow.emit('interventions.progress.noted', data);
      throw new Error('No.');
    }),
  ).rejects.toThrow('No.');
  expect(announced).toEqual([]);
  await emitting.transact(who(), (uow) => uow.emit('interventions.progress.noted', data));
  expect(announced).toEqual(['test.run']);
  const stored = await db.admin.query('select seq, type, subject, occurred_at, data from aimline.outbox_event');
  expect(stored.rows).toEqual([
    { seq: 1, type: 'interventions.progress.noted', subject: `interventions/${id}`, occurred_at: NOW, data },
  ]);
});

test('dates come back as the API writes them', async () => {
  const rows = await tenants.transact(who(), (uow) =>
    uow.rows(`select date '2026-03-02' as day, timestamptz '2026-03-02 09:00-06' as instant, 7::bigint as n`),
  );
  expect(rows).toEqual([{ day: '2026-03-02', instant: '2026-03-02T15:00:00.000Z', n: 7 }]);
});
