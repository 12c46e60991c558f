/**
 * No state of one request leaks to the next on the same connection: hundreds of transactions of two districts share two
 * connections, and end in every way that a transaction can end.
 */
import { seededRandom } from '@aimline/demo/seededRandom';
import { inParallel } from '@aimline/embedded/inParallel';
import { provenTenantId, type TransactionOptions, type UnitOfWork } from '@aimline/plugin-interventions-node';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import knexFactory, { type Knex } from 'knex';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database';
import { createTenantTransactions, type ReasonedUnitOfWork, type TenantTransactions } from './unitOfWork';

const SEED = 20_260_914;
const TRANSACTIONS = 400;
const CEDAR = '0199a000-0000-7000-8000-00000000000a';
const HARBOR = '0199a000-0000-7000-8000-00000000000b';
const ACTORS = [null, '0199a000-0000-7000-8000-0000000000c1', '0199a000-0000-7000-8000-0000000000c2'];
const ACTIONS = ['session.agenda', 'attendance.record', 'audit.export'];

let db: TestDatabase;
let pool: Knex;
let tenants: TenantTransactions;

beforeAll(async () => {
  db = await createTestDatabase();
  pool = knexFactory({ client: 'pg', connection: db.appConnection, pool: { min: 0, max: 2 } });
  // knex would log the lost connections on the console
  pool.client.logger.warn = () => {};
  await db.admin.query('select pg_advisory_lock(1)');
  tenants = createTenantTransactions({ knex: pool, now: () => new Date('2026-09-14T14:05:00Z') });
  for (const [tenantId, name] of [
    [CEDAR, 'Juniper'],
    [HARBOR, 'Harborview'],
  ] as const) {
    await tenants.transact({ tenantId: provenTenantId(tenantId), actorId: null, action: 'school.import' }, (uow) =>
      uow.rows(
        `insert into school (tenant_id, school_id, name, time_zone) values (:tenantId, :tenantId, :name, 'America/Chicago')`,
        { name },
      ),
    );
  }
});
afterAll(async () => {
  await pool.destroy();
  await db.destroy();
});

/** How a transaction ends, and the SQLSTATE or message that proves it. */
const ENDINGS: Record<string, { work(uow: UnitOfWork): Promise<unknown>; expected?: RegExp }> = {
  'is committed': { work: (uow) => uow.rows('select from school where tenant_id = :tenantId') },
  'writes and is committed': {
    work: (uow) => uow.rows(`update school set name = name || '' where tenant_id = :tenantId`),
  },
  'is thrown out of': { work: () => Promise.reject(new Error('No.')), expected: /^No\.$/ },
  'fails in a statement': { work: (uow) => uow.rows('select 1 / 0'), expected: /^22012$/ },
  'swallows a failure': { work: (uow) => uow.rows('select 1 / 0').catch(() => {}), expected: /rolled back/ },
  'is refused by row-level security': {
    work: (uow) =>
      uow.rows(
        `insert into school (tenant_id, school_id, name, time_zone)
         values ('0199a000-0000-7000-8000-00000000000f', gen_random_uuid(), 'Pier', 'America/Chicago')`,
      ),
    expected: /^42501$/,
  },
  'runs out of time': {
    async work(uow) {
      await uow.rows(`set local statement_timeout = '10ms'`);
      await uow.rows('select pg_sleep(5)');
    },
    expected: /^57014$/,
  },
  'times out waiting for a lock': {
    async work(uow) {
      await uow.rows(`set local lock_timeout = '10ms'`);
      await uow.rows('select pg_advisory_xact_lock(1)');
    },
    expected: /^55P03$/,
  },
  'is cancelled': {
    work: (uow) => uow.rows('select pg_cancel_backend(pg_backend_pid()), pg_sleep(5)'),
    expected: /^57014$/,
  },
  'loses its connection': {
    work: (uow) => uow.rows('select pg_terminate_backend(pg_backend_pid()), pg_sleep(5)'),
    expected: /^The database cannot be reached/,
  },
  'leaves local settings': {
    async work(uow) {
      await uow.rows(`set local search_path = pg_catalog`);
      await uow.rows(`select set_config('app.role', 'coordinator', true)`);
    },
  },
  'leaves a table of its own, a cursor and a lock': {
    async work(uow) {
      await uow.rows('create temporary table mine (n int) on commit drop');
      await uow.rows('declare reading cursor for select 1');
      await uow.rows('select pg_advisory_xact_lock_shared(2)');
    },
  },
};

test(`of ${TRANSACTIONS} transactions none sees any state of another, however that one ended`, async () => {
  const planned = Array.from({ length: TRANSACTIONS }, (_, i) => {
    const pick = <T>(what: string, list: readonly T[]): T =>
      list[Math.floor(seededRandom(SEED, what, i) * list.length)]!;
    return {
      who: {
        tenantId: provenTenantId(pick('tenant', [CEDAR, HARBOR])),
        actorId: pick('actor', ACTORS),
        action: pick('action', ACTIONS),
      },
      reason: pick('reason', [null, 'coordinator', 'ownerOfIntervention']),
      ending: pick('ending', Object.keys(ENDINGS)),
    };
  });
  const endings = new Map<string, number>();
  await inParallel(6, planned, async ({ who, reason, ending }) => {
    const { work, expected } = ENDINGS[ending]!;
    const outcome = await tenants
      .transact(who, async (uow) => {
        await expectOwnAlone(uow, who);
        if (reason !== null) uow.because(reason);
        await work(uow);
        return '';
      })
      .catch((error: Error & { code?: string }) => {
        if (error.name === 'JestAssertionError' || 'matcherResult' in error) throw error;
        return error.code ?? error.message;
      });
    expect([ending, outcome]).toEqual([ending, expected ? expect.stringMatching(expected) : '']);
    endings.set(ending, (endings.get(ending) ?? 0) + 1);
  });
  expect([...endings.keys()].toSorted()).toEqual(Object.keys(ENDINGS).toSorted());
  expect(await db.admin.query('select name from aimline.school order by 1')).toMatchObject({
    rows: [{ name: 'Harborview' }, { name: 'Juniper' }],
  });
});

test('the connections are in the same state as before', async () => {
  const fresh = knexFactory({ client: 'pg', connection: db.appConnection, pool: { min: 1, max: 1 } });
  const { rows: untouched } = await fresh.raw(STATE);
  await fresh.destroy();
  const held = [await pool.client.acquireConnection(), await pool.client.acquireConnection()];
  for (const connection of held) expect((await connection.query(STATE)).rows).toEqual(untouched);
  for (const connection of held) await pool.client.releaseConnection(connection);
});

/** The settings of this transaction are its own, and so are the rows it sees. */
async function expectOwnAlone(uow: ReasonedUnitOfWork, { tenantId, actorId, action }: TransactionOptions) {
  const [found] = await uow.rows(
    `select current_setting('app.tenant_id') as tenant, current_setting('app.actor_id') as actor,
       current_setting('app.action') as action, current_setting('app.reason') as reason,
       current_setting('search_path') as path, nullif(current_setting('app.role', true), '') as role,
       current_setting('statement_timeout') as timeout, to_regclass('mine')::text as mine,
       (select count(*) from pg_cursors) as cursors,
       (select array_agg(distinct tenant_id) from school where tenant_id in ('${CEDAR}', '${HARBOR}')) as tenants`,
  );
  expect(found).toEqual({
    ...{ tenant: tenantId, actor: actorId ?? '', action, reason: '', path: 'aimline, public', role: null },
    ...{ timeout: '10s', mine: null, cursors: 0, tenants: [tenantId] },
  });
}

/** Everything that a session can carry over from one transaction to the next. */
const STATE = `
  select current_user, session_user,
    (select json_object_agg(name, setting order by name) from pg_settings where source = 'session' and name not like 'app.%') as settings,
    array[coalesce(current_setting('app.tenant_id', true), ''), coalesce(current_setting('app.actor_id', true), ''),
      coalesce(current_setting('app.action', true), ''), coalesce(current_setting('app.reason', true), '')] as ours,
    (select count(*) from pg_prepared_statements) as statements,
    (select count(*) from pg_cursors) as cursors,
    (select count(*) from pg_class where relpersistence = 't') as tables,
    (select count(*) from pg_locks where pid = pg_backend_pid() and locktype = 'advisory') as locks,
    (select count(*) from pg_listening_channels()) as channels,
    (select state from pg_stat_activity where pid = pg_backend_pid()) as state,
    pg_current_xact_id_if_assigned() as transaction`;
