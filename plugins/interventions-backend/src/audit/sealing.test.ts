/** Sealing while a district is working: no record is missed or sealed twice, and only the service can seal. */
import { provenTenantId } from '@aimline/plugin-interventions-node';
import { afterAll, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database';
import { untilFinished } from '../../../../test/support/untilFinished';
import { createTenantTransactions, type TenantTransactions } from '../db/unitOfWork';
import { sealingJob } from './sealingJob';
import { sealRecords } from './sealRecords';
import { verifyTrail } from './verifyTrail';

const NOW = new Date('2026-09-14T14:00:00Z');
const CEDAR = provenTenantId('0199a000-0000-7000-8000-00000000000a');
const HARBOR = provenTenantId('0199a000-0000-7000-8000-00000000000b');

let db: TestDatabase;
let tenants: TenantTransactions;
const warnings: string[] = [];
const logger = { warn: (message: string) => void warnings.push(message) } as never;

beforeEach(async () => {
  await db?.destroy();
  db = await createTestDatabase();
  tenants = db.tenants(() => NOW);
  warnings.length = 0;
});
afterAll(() => db.destroy());

test('with eight writers of two tenants and two sealing services, every record is under exactly one seal', async () => {
  const round = fc.record({
    most: fc.integer({ min: 1, max: 40 }),
    works: fc.array(
      fc.record({
        rows: fc.integer({ min: 1, max: 12 }),
        pauseMs: fc.integer({ min: 0, max: 4 }),
        fails: fc.boolean(),
      }),
      {
        minLength: 30,
        maxLength: 60,
      },
    ),
  });
  await fc.assert(
    fc.asyncProperty(round, async ({ works, most }) => {
      let writing = true;
      const sealers = [0, 1].map(async () => {
        while (writing) {
          for (const tenantId of [CEDAR, HARBOR]) await sealRecords(tenants, tenantId, most);
          await setTimeout(1);
        }
      });
      const waiting = works.map((work, i) => ({ ...work, tenantId: i % 3 === 0 ? HARBOR : CEDAR }));
      const writers = Array.from({ length: 8 }, async () => {
        for (let work = waiting.pop(); work; work = waiting.pop()) await write(work);
      });
      await Promise.all(writers);
      writing = false;
      await Promise.all(sealers);
      await untilFinished(db);
      for (const tenantId of [CEDAR, HARBOR]) while ((await sealRecords(tenants, tenantId, most)) > 0);
      for (const tenantId of [CEDAR, HARBOR]) {
        const { breaks, sealedCount, unsealedCount } = await verify(tenantId);
        expect({ breaks, sealedCount, unsealedCount }).toEqual({
          breaks: [],
          sealedCount: await recordsOf(tenantId),
          unsealedCount: 0,
        });
      }
    }),
    { seed: 20261126, numRuns: 12 },
  );
});

test('twenty concurrent calls seal a record once', async () => {
  await write({ tenantId: CEDAR, rows: 50 });
  await untilFinished(db);
  const counts = await Promise.all(Array.from({ length: 20 }, () => sealRecords(tenants, CEDAR)));
  expect(counts.toSorted((a, b) => b - a)).toEqual([50, ...Array(19).fill(0)]);
  expect(await verify(CEDAR)).toMatchObject({ sealCount: 1, sealedCount: 50, unsealedCount: 0, breaks: [] });
});

test('all records of a transaction are in one seal, however many there are', async () => {
  for (const rows of [2, 25, 1]) await write({ tenantId: CEDAR, rows });
  await untilFinished(db);
  const counts = [];
  for (let count = 1; count > 0; counts.push(count)) count = await sealRecords(tenants, CEDAR, 10);
  expect(counts).toEqual([2, 25, 1, 0]);
  expect((await verify(CEDAR)).breaks).toEqual([]);
});

test('records from before an open transaction are sealed, later ones wait', async () => {
  await write({ tenantId: CEDAR, rows: 1 });
  await untilFinished(db);
  await whileOpen(async () => {
    await write({ tenantId: CEDAR, rows: 2 });
    expect(await sealRecords(tenants, CEDAR)).toBe(1);
    expect(await sealRecords(tenants, CEDAR)).toBe(0);
  });
  await untilFinished(db);
  expect(await sealRecords(tenants, CEDAR)).toBe(2);
});

test('the service seals all tenants, warns once when sealing is delayed, and recovers by itself', async () => {
  for (const tenantId of [CEDAR, HARBOR]) await write({ tenantId, rows: 3 });
  await untilFinished(db);
  const sealing = sealingJob({ tenants, listTenants: async () => [CEDAR, HARBOR], logger, pauseMs: 10 });
  const stopping = new AbortController();
  const sealed = sealing.run({ data: {}, isRepeated: false, signal: stopping.signal });
  await until(async () => (await verify(CEDAR)).unsealedCount + (await verify(HARBOR)).unsealedCount === 0);
  await whileOpen(async () => {
    await write({ tenantId: CEDAR, rows: 1 });
    // as if six minutes had passed
    await db.admin.query('alter table aimline.audit_record disable trigger append_only');
    await db.admin.query(
      `update aimline.audit_record a set recorded_at = now() - interval '6 minutes'
       where not exists (select from aimline.audit_seal s where s.tenant_id = a.tenant_id and a.xid < s.to_xid)`,
    );
    await db.admin.query('alter table aimline.audit_record enable always trigger append_only');
    await until(async () => warnings.length > 0);
    await setTimeout(100);
  });
  await until(async () => (await verify(CEDAR)).unsealedCount === 0);
  stopping.abort();
  await expect(sealed).rejects.toThrow('aborted');
  expect(warnings).toEqual([
    `The audit trail of tenant ${CEDAR} has not been sealed for 6 minutes: a transaction that began earlier is still open.`,
  ]);
});

test.each([
  `insert into audit_seal (tenant_id, seq, generation, from_xid, to_xid, record_count, total_count, leaves, root, hash, sealed_at)
   select tenant_id, seq + 1, generation, to_xid, '99999999', record_count, total_count, leaves, root, hash, now() from audit_seal
   where tenant_id = :tenantId`,
  `update audit_seal set hash = '' where tenant_id = :tenantId`,
  'delete from audit_seal where tenant_id = :tenantId',
  'truncate audit_seal',
  `insert into audit_record (tenant_id, audit_id, xid, recorded_at, action, entity)
   values (:tenantId, gen_random_uuid(), pg_current_xact_id(), now(), 'school.forge', 'school')`,
  `update audit_record set reason = 'forged' where tenant_id = :tenantId`,
  'delete from audit_record where tenant_id = :tenantId',
  'alter table audit_record disable trigger append_only',
  'alter table audit_seal alter column hash drop not null',
])('the serving login may not: %s', async (statement) => {
  await write({ tenantId: CEDAR, rows: 3 });
  await untilFinished(db);
  await sealRecords(tenants, CEDAR);
  await expect(
    tenants.transact({ tenantId: CEDAR, actorId: null, action: 'audit.forge' }, (uow) => uow.rows(statement)),
  ).rejects.toMatchObject({ code: '42501' });
});

test('not even a superuser changes a seal while the triggers are enabled', async () => {
  await write({ tenantId: CEDAR, rows: 3 });
  await untilFinished(db);
  await sealRecords(tenants, CEDAR);
  await db.admin.query('set session_replication_role = replica');
  for (const statement of [
    'update aimline.audit_seal set seq = 2',
    'delete from aimline.audit_seal',
    'truncate aimline.audit_seal',
  ]) {
    await expect(db.admin.query(statement)).rejects.toMatchObject({ code: '42501' });
  }
});

test('sealing affects only the tenant of the transaction', async () => {
  await write({ tenantId: HARBOR, rows: 3 });
  await untilFinished(db);
  const made = await tenants.transact({ tenantId: CEDAR, actorId: null, action: 'audit.seal' }, (uow) =>
    uow.rows<{ count: number }>('select seal_audit_records(:harbor, 100) as count', { harbor: HARBOR }),
  );
  expect(made).toEqual([{ count: 0 }]);
  expect(await verify(HARBOR)).toMatchObject({ sealCount: 0, unsealedCount: 3 });
});

/** Writes the given number of records in one transaction, which may pause after the first and may be rolled back. */
async function write(work: { tenantId: typeof CEDAR; rows: number; pauseMs?: number; fails?: boolean }): Promise<void> {
  const { tenantId, rows, pauseMs = 0, fails = false } = work;
  await tenants
    .transact({ tenantId, actorId: null, action: 'school.add' }, async (uow) => {
      for (let row = 0; row < rows; row += 1) {
        if (row === 1) await setTimeout(pauseMs);
        await uow.rows(
          `insert into school (tenant_id, school_id, name, time_zone)
           values (:tenantId, gen_random_uuid(), gen_random_uuid()::text, 'America/Chicago')`,
        );
      }
      if (fails) throw new Error('Rolled back.');
    })
    .catch((error: Error) => {
      if (error.message !== 'Rolled back.') throw error;
    });
}

/** Runs `work` while another transaction with an id is open. */
async function whileOpen(work: () => Promise<void>): Promise<void> {
  const client = new Client(db.ownerConnection);
  await client.connect();
  await client.query('begin; select pg_current_xact_id()');
  try {
    await work();
  } finally {
    await client.end();
  }
}

function verify(tenantId: typeof CEDAR) {
  const asOwner = createTenantTransactions({ knex: db.owner, now: () => NOW });
  return verifyTrail({ tenants: asOwner, tenantId });
}

async function recordsOf(tenantId: string): Promise<number> {
  const { rows } = await db.admin.query<{ n: number }>(
    'select count(*)::int as n from aimline.audit_record where tenant_id = $1',
    [tenantId],
  );
  return rows[0]!.n;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; !(await condition()); waited += 20) {
    if (waited > 20_000) throw new Error('It did not come to that.');
    await setTimeout(20);
  }
}
