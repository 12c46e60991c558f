/** Manipulations of a sealed trail by an administrator of the database are found and reported. */
import { provenTenantId, type UnitOfWork } from '@aimline/plugin-interventions-node';
import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database';
import { untilFinished } from '../../../../test/support/untilFinished';
import { createTenantTransactions, type TenantTransactions } from '../db/unitOfWork';
import { type Anchor, readAnchor, signAnchor } from './anchor';
import { newAuditKey, readSigningKey, readVerifyingKey } from './auditKey';
import { beginGeneration } from './beginGeneration';
import { findNewestSeal } from './queries';
import { sealRecords } from './sealRecords';
import { verifyTrail } from './verifyTrail';

const NOW = new Date('2026-09-14T14:00:00Z');
const CEDAR = provenTenantId('0199a000-0000-7000-8000-00000000000a');
const HARBOR = provenTenantId('0199a000-0000-7000-8000-00000000000b');
const { signingKey, verifyingKey } = newAuditKey();

let db: TestDatabase | undefined;
let tenants: TenantTransactions;

/** A trail of twelve records under seals of three records each, and its last two records not sealed. */
beforeEach(async () => {
  await db?.destroy();
  db = await createTestDatabase();
  tenants = db.tenants(() => NOW);
  await addSchools(CEDAR, 12);
  await untilFinished(db);
  for (let seal = 1; seal <= 4; seal += 1) expect(await sealRecords(tenants, CEDAR, 3)).toBe(3);
  await addSchools(CEDAR, 2);
});
afterAll(() => db?.destroy());

test('an intact trail is reported as intact', async () => {
  expect(await verify()).toEqual({
    sealCount: 4,
    sealedCount: 12,
    unsealedCount: 2,
    newestSealedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    breaks: [],
  });
  expect((await verify(await anchor())).breaks).toEqual([]);
});

test('a trail without seals is not broken', async () => {
  await addSchools(HARBOR, 1);
  const report = await verifyTrail({ tenants: asOwner(), tenantId: HARBOR });
  expect(report).toEqual({ sealCount: 0, sealedCount: 0, unsealedCount: 1, newestSealedAt: null, breaks: [] });
});

test.each([
  ['actor_id', 'gen_random_uuid()'],
  ['action', `'school.other'`],
  ['reason', `'coordinator'`],
  ['recorded_at', `recorded_at - interval '1 microsecond'`],
  ['entity_id', 'gen_random_uuid()'],
  ['intervention_id', 'gen_random_uuid()'],
  ['after', `jsonb_set(after, '{name}', '"Another"')`],
  ['before', `'{}'`],
])('a record of which %s was changed is named', async (name, value) => {
  const ids = await auditIds();
  await tamper(`update aimline.audit_record set ${name} = ${value} where audit_id = $1`, [ids[4]]);
  expect((await verify()).breaks).toEqual([`Seal 2: record ${ids[4]} was altered.`]);
});

test('a removed record is reported with its neighbours', async () => {
  const ids = await auditIds();
  await tamper('delete from aimline.audit_record where audit_id = $1', [ids[4]]);
  expect((await verify()).breaks).toEqual([`Seal 2: a record was removed between ${ids[3]} and ${ids[5]}.`]);
});

test('the removal of all records of a seal is reported', async () => {
  const ids = await auditIds();
  await tamper('delete from aimline.audit_record where audit_id = any($1)', [ids.slice(3, 6)]);
  expect((await verify()).breaks).toEqual(Array(3).fill('Seal 2: a record was removed.'));
});

test('a record inserted into a sealed range is reported', async () => {
  const ids = await auditIds();
  const forged = '0199a000-0000-7000-8000-0000000000ff';
  await tamper(
    `insert into aimline.audit_record (tenant_id, audit_id, xid, recorded_at, action, entity)
     select tenant_id, $2, xid, recorded_at, 'school.forge', entity from aimline.audit_record where audit_id = $1`,
    [ids[4], forged],
  );
  expect((await verify()).breaks).toEqual([`Seal 2: record ${forged} was inserted.`]);
});

test('a record that was moved out of its seal, to be sealed again, is reported', async () => {
  const ids = await auditIds();
  await tamper('update aimline.audit_record set xid = pg_current_xact_id() where audit_id = $1', [ids[4]]);
  await untilFinished(db!);
  await sealRecords(tenants, CEDAR);
  expect((await verify()).breaks).toEqual([`Seal 2: a record was removed between ${ids[3]} and ${ids[5]}.`]);
});

test('two records whose ids were exchanged are both reported', async () => {
  const ids = await auditIds();
  const [first, second, spare] = [ids[3], ids[5], '0199a000-0000-7000-8000-0000000000ff'];
  for (const [from, to] of [
    [first, spare],
    [second, first],
    [spare, second],
  ]) {
    await tamper('update aimline.audit_record set audit_id = $2 where audit_id = $1', [from, to]);
  }
  expect((await verify()).breaks).toEqual([
    `Seal 2: record ${first} was altered.`,
    `Seal 2: record ${second} was altered.`,
  ]);
});

test('a seal removed from the middle is reported', async () => {
  await tamper('delete from aimline.audit_seal where seq = 2');
  expect((await verify()).breaks).toEqual(['Seal 2 is missing.']);
});

test('seals removed at the beginning are reported', async () => {
  await tamper('delete from aimline.audit_seal where seq <= 2');
  expect((await verify()).breaks).toEqual(['Seals 1 to 2 are missing.']);
});

test('renumbered seals do not hide a gap', async () => {
  await tamper('delete from aimline.audit_seal where seq = 2');
  await tamper('update aimline.audit_seal set seq = 2 where seq = 3');
  await tamper('update aimline.audit_seal set seq = 3 where seq = 4');
  expect((await verify()).breaks).toEqual([
    'Seal 2 was altered, or the one before it is not the one that it was made after.',
    'Seal 3 was altered, or the one before it is not the one that it was made after.',
  ]);
});

test.each([
  ['sealed_at', `sealed_at - interval '1 day'`],
  ['total_count', 'total_count + 1'],
  ['hash', `sha256('x')`],
])('a seal of which %s was changed is named', async (name, value) => {
  await tamper(`update aimline.audit_seal set ${name} = ${value} where seq = 4`);
  expect((await verify()).breaks).toEqual([
    'Seal 4 was altered, or the one before it is not the one that it was made after.',
  ]);
});

test('a changed record breaks its seal, even when its leaf and root were changed with it', async () => {
  const ids = await auditIds();
  await tamper(`update aimline.audit_record set reason = 'forged' where audit_id = $1`, [ids[4]]);
  await rewriteSeals('where seq = 2');
  expect((await verify()).breaks).toEqual([
    'Seal 3 was altered, or the one before it is not the one that it was made after.',
  ]);
});

test('altered leaves cannot hide a broken seal', async () => {
  const ids = await auditIds();
  await tamper(`update aimline.audit_record set reason = 'forged' where audit_id = $1`, [ids[4]]);
  await tamper(
    `update aimline.audit_seal set leaves = leaves || substring(leaves for 32), record_count = 4 where seq = 2`,
  );
  expect((await verify()).breaks).toEqual([
    'Seal 2 was altered, or the one before it is not the one that it was made after.',
    'Seal 2 does not match its records, and its list of hashes was altered: it is unknown which record differs.',
  ]);
});

test('removing the newest seals with their records is revealed only by an anchor', async () => {
  const known = await anchor();
  const ids = await auditIds();
  await tamper('delete from aimline.audit_record where audit_id = any($1)', [ids.slice(9)]);
  await tamper('delete from aimline.audit_seal where seq = 4');
  expect((await verify()).breaks).toEqual([]);
  expect((await verify(known)).breaks).toEqual([
    'The chain ends with seal 3, the anchor names seal 4 over 12 records: the end was cut off.',
  ]);
});

test('a rewritten chain over altered records is revealed only by an anchor', async () => {
  const known = await anchor();
  const ids = await auditIds();
  await tamper(`update aimline.audit_record set reason = 'forged' where audit_id = $1`, [ids[4]]);
  await tamper('delete from aimline.audit_seal');
  await untilFinished(db!);
  for (let seal = 1; seal <= 5; seal += 1) await sealRecords(tenants, CEDAR, 3);
  expect((await verify()).breaks).toEqual([]);
  expect((await verify(known)).breaks).toEqual(['Seal 4 is not the one of the anchor: the chain was rewritten.']);
});

test('the removal of everything is revealed only by an anchor', async () => {
  const known = await anchor();
  await tamper('delete from aimline.audit_seal');
  await tamper('delete from aimline.audit_record');
  expect((await verify()).breaks).toEqual([]);
  expect((await verify(known)).breaks).toEqual([
    'The chain ends with seal 0, the anchor names seal 4 over 12 records: the end was cut off.',
  ]);
});

test('an anchor of another tenant proves nothing', async () => {
  await addSchools(HARBOR, 3);
  await untilFinished(db!);
  await sealRecords(tenants, HARBOR);
  expect((await verify(await anchor(HARBOR))).breaks).toEqual([`The anchor is of another tenant: ${HARBOR}.`]);
});

test('a forged anchor is refused, whatever was changed in it, and so is one signed by another key', async () => {
  const genuine = await anchor();
  const changes = [
    { seq: 3 },
    { hash: 'a'.repeat(64) },
    { totalCount: 9 },
    { tenantId: HARBOR },
    { sealedAt: NOW.toISOString() },
  ];
  const refusal = 'The anchor was not signed with this audit key: it was forged or altered, or belongs to another key.';
  for (const change of changes) {
    expect(() => read(JSON.stringify({ ...genuine, ...change }))).toThrow(refusal);
  }
  const other = signAnchor(genuine, readSigningKey(newAuditKey().signingKey));
  expect(() => read(JSON.stringify(other))).toThrow(refusal);
  expect(() => read('{"seq":4}')).toThrow('The file contains no anchor');
  expect(read(`> aimline@0.1.0 aimline\n\n${JSON.stringify(genuine)}\n`)).toEqual(genuine);
});

test('after a restore from a dump, sealing stops until a new generation has begun', async () => {
  // transaction ids of the server before the restore: higher than those of this one
  const ids = await auditIds();
  await tamper(`update aimline.audit_seal set to_xid = '4000000000' where seq = 4`);
  await tamper(`update aimline.audit_record set xid = '3999999999' where audit_id = $1`, [ids[11]]);
  await tamper(`update aimline.audit_record set xid = '4000000000' where audit_id = any($1)`, [ids.slice(12)]);
  await rewriteSeals('where seq = 4');
  await expect(sealRecords(tenants, CEDAR)).rejects.toThrow(
    /^The seals end at transaction 4000000000, this server has come to \d+ only, .*: begin a new generation\.$/,
  );
  expect(await beginGeneration(db!.owner)).toBe(2);
  await addSchools(CEDAR, 3);
  await untilFinished(db!);
  expect([await sealRecords(tenants, CEDAR), await sealRecords(tenants, CEDAR)]).toEqual([2, 3]);
  const { rows } = await db!.admin.query(
    'select generation, from_xid::text as from, total_count::int as total from aimline.audit_seal where seq > 4 order by seq',
  );
  expect(rows).toEqual([
    { generation: 1, from: '4000000000', total: 14 },
    { generation: 2, from: '0', total: 17 },
  ]);
  expect((await verify()).breaks).toEqual([]);
  const forged = '0199a000-0000-7000-8000-0000000000ff';
  await tamper(
    `insert into aimline.audit_record (tenant_id, audit_id, generation, xid, recorded_at, action, entity)
     values ($1, $2, 1, '5000000000', now(), 'school.forge', 'school')`,
    [CEDAR, forged],
  );
  expect((await verify()).breaks).toEqual([
    `Inserted: 1 records into generations that had ended, the first is ${forged}.`,
  ]);
});

/** Verifies like the command line. */
function asOwner(): TenantTransactions {
  return createTenantTransactions({ knex: db!.owner, now: () => NOW });
}

function verify(known?: Anchor) {
  return verifyTrail({ tenants: asOwner(), tenantId: CEDAR, anchor: known });
}

function read(text: string): Anchor {
  return readAnchor(text, readVerifyingKey(verifyingKey));
}

async function anchor(tenantId = CEDAR): Promise<Anchor> {
  const newest = await tenants.transact({ tenantId, actorId: null, action: 'audit.anchor' }, findNewestSeal);
  const { seq, hash, totalCount, sealedAt } = newest!;
  const signed = signAnchor({ tenantId, seq, hash, totalCount, sealedAt }, readSigningKey(signingKey));
  return read(JSON.stringify(signed));
}

/** Writes records, each in a transaction of its own. */
async function addSchools(tenantId: typeof CEDAR, count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    await tenants.transact({ tenantId, actorId: null, action: 'school.add' }, (uow: UnitOfWork) =>
      uow.rows(
        `insert into school (tenant_id, school_id, name, time_zone)
         values (:tenantId, gen_random_uuid(), gen_random_uuid()::text, 'America/Chicago')`,
      ),
    );
  }
}

async function auditIds(): Promise<string[]> {
  const { rows } = await db!.admin.query<{ audit_id: string }>(
    'select audit_id from aimline.audit_record where tenant_id = $1 order by xid',
    [CEDAR],
  );
  return rows.map(({ audit_id }) => audit_id);
}

/** Changes data as a superuser, with the protecting triggers disabled. */
async function tamper(sql: string, values: unknown[] = []): Promise<void> {
  const tables = ['audit_record', 'audit_seal'];
  for (const table of tables) await db!.admin.query(`alter table aimline.${table} disable trigger user`);
  await db!.admin.query(sql, values);
  for (const table of tables) await db!.admin.query(`alter table aimline.${table} enable always trigger append_only`);
}

/** Recomputes seals over changed records, as an attacker would who knows the algorithm. */
async function rewriteSeals(where: string): Promise<void> {
  await tamper(
    `update aimline.audit_seal s set leaves = (
       select string_agg(sha256(convert_to(jsonb_build_array(
         a.tenant_id, a.audit_id, a.generation, a.xid, a.recorded_at at time zone 'UTC', a.actor_id, a.action,
         a.reason, a.entity, a.entity_id, a.intervention_id, a.before, a.after)::text, 'UTF8')), '' order by a.audit_id)
       from aimline.audit_record a
       where a.tenant_id = s.tenant_id and a.xid >= s.from_xid and a.xid < s.to_xid)
     ${where}`,
  );
  await tamper(`update aimline.audit_seal set root = sha256(leaves) ${where}`);
  await tamper(
    `update aimline.audit_seal s set hash = sha256(convert_to(jsonb_build_array(
       (select encode(p.hash, 'hex') from aimline.audit_seal p where p.tenant_id = s.tenant_id and p.seq = s.seq - 1),
       encode(root, 'hex'), tenant_id, seq, generation, from_xid, to_xid, record_count, total_count,
       sealed_at at time zone 'UTC')::text, 'UTF8'))
     ${where}`,
  );
}
