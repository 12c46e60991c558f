/**
 * Row-level security, attacked from inside: the serving login, in a transaction opened for Cedar Valley, tries with raw
 * SQL to show or change a row of Harbor. The last test states what row-level security does not protect against.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Client, type QueryResult } from 'pg';
import { type ExampleCall, recordExampleCalls } from '../support/exampleCalls';
import { sendCall } from '../support/sendCall';
import { routes, startTestService, type TestService } from '../support/service';

/** A text that is in rows of Harbor only. */
const SECRET = 'Solberg';

let service: TestService;
let ofHarbor: Record<string, ExampleCall>;
/** A session of the serving login. */
let app: Client;
/** Every table, view and materialised view of the schema. */
let relations: string[];
/** Notices of the server. */
const notices: string[] = [];

beforeAll(async () => {
  service = await startTestService();
  const ofCedar: Record<string, ExampleCall> = await recordExampleCalls(service, 'sofia');
  ofHarbor = await recordExampleCalls(service, 'ingrid');
  Object.assign(service.actors, { visitor: { ...service.actors.ingrid, roles: [] } });
  for (const { contract } of routes) {
    await sendCall(service.origin, contract, ofCedar[contract.action]!, 'sofia');
    await sendCall(service.origin, contract, ofHarbor[contract.action]!, 'ingrid');
    await sendCall(service.origin, contract, ofHarbor[contract.action]!, 'visitor');
  }
  app = new Client({ ...service.db.appConnection, pipeline: false });
  await app.connect();
  app.on('notice', ({ message }) => notices.push(message ?? ''));
  relations = await names(
    `select oid::regclass::text from pg_class
     where relnamespace = 'aimline'::regnamespace and relkind in ('r', 'p', 'v', 'm') and relname not like 'schema_migration%'`,
  );
});
afterAll(async () => {
  await app.end();
  await service.close();
});

test('both districts have rows', async () => {
  const filled = [];
  for (const relation of relations) {
    const { rows } = await service.db.admin.query(
      `select count(distinct tenant_id)::int as districts from ${relation}`,
    );
    if (rows[0].districts === 2) filled.push(relation);
  }
  expect(filled.length).toBeGreaterThan(17);
  expect((await service.db.admin.query(`select from aimline.staff where family_name = '${SECRET}'`)).rowCount).toBe(1);
});

test('no table shows a row of another district, whatever the statement', async () => {
  const seen = [];
  for (const relation of relations) {
    const { rows } = await service.db.admin.query(`select count(*)::int as own from ${relation} where tenant_id = $1`, [
      service.cedarValley,
    ]);
    const [{ own }] = rows;
    for (const [statement, count] of [
      [`select from ${relation}`, own],
      [`select from ${relation} where tenant_id = '${service.harbor}'`, 0],
      [`select from ${relation} where tenant_id <> '${service.cedarValley}' or true`, own],
      [`select from ${relation} x where x::text like '%${service.harbor}%' and tenant_id = '${service.harbor}'`, 0],
      [`copy ${relation} to stdout`, own],
      [`copy (select * from ${relation}) to stdout`, own],
      [`select from only ${relation}`, own],
      [`table ${relation}`, own],
    ] as const) {
      const { rowCount } = await inCedarValley(statement);
      if (rowCount !== count) seen.push(`${statement}: ${rowCount} instead of ${count}`);
    }
  }
  expect(seen).toEqual([]);
});

test('no row of another district can be inserted, changed, moved or deleted', async () => {
  const done = [];
  for (const relation of relations) {
    for (const statement of [
      `insert into ${relation} (tenant_id) values ('${service.harbor}')`,
      `update ${relation} set tenant_id = '${service.harbor}'`,
      `update ${relation} set tenant_id = '${service.cedarValley}' where tenant_id = '${service.harbor}'`,
      `delete from ${relation} where tenant_id = '${service.harbor}'`,
      `merge into ${relation} using (values ('${service.harbor}'::uuid)) v (id) on tenant_id = id when matched then delete`,
      `select from ${relation} where tenant_id = '${service.harbor}' for update`,
      `truncate ${relation}`,
      `copy ${relation} from stdin`,
      `lock table ${relation} in access exclusive mode`,
    ]) {
      const outcome = await inCedarValley(statement).then(({ rowCount }) => rowCount ?? 0, codeOf);
      // refused, or no row matched; a table without rows of Cedar Valley has nothing to move
      if (!['42501', '0A000', 0].includes(outcome)) done.push(`${statement}: ${outcome}`);
    }
  }
  expect(done).toEqual([]);
});

test.each([
  ['no tenant', `set local app.tenant_id = ''; select from aimline.student`, '22P02'],
  ['a tenant that was reset', 'reset app.tenant_id; select from aimline.student', '22P02'],
  ['a list of tenants', `set local app.tenant_id = '{a,b}'; select from aimline.student`, '22P02'],
  ['row security switched off', 'set local row_security = off; select from aimline.student', '42501'],
  ['triggers switched off', 'set local session_replication_role = replica', '42501'],
  ['the role of the owner', 'set local role aimline_owner', '42501'],
  ['the role of the administrator', 'set local role postgres', '42501'],
  ['another session', 'set session authorization postgres', '42501'],
  ['a table without its wall', 'alter table aimline.student disable row level security', '42501'],
  ['a wall that does not bind its owner', 'alter table aimline.student no force row level security', '42501'],
  ['a wall without a policy', 'drop policy tenant_isolation on aimline.student', '42501'],
  ['a second policy', 'create policy gate on aimline.student using (true)', '42501'],
  ['another policy', 'alter policy tenant_isolation on aimline.student using (true)', '42501'],
  ['a table of its own', 'alter table aimline.student owner to aimline_app', '42501'],
  ['a login that bypasses row-level security', 'alter role aimline_app bypassrls', '42501'],
  ['a login of its own', 'create role gate superuser', '42501'],
  ['the rights of the owner', 'grant aimline_owner to aimline_app', '42501'],
  ['a table without its triggers', 'alter table aimline.student disable trigger all', '42501'],
  ['a trigger', 'create trigger t after insert on aimline.student execute function aimline.refuse_change()', '42501'],
  ['a rule', 'create rule r as on select to aimline.student do instead select 1', '42501'],
  ['a function of the owner', 'alter function aimline.write_audit_record() security invoker', '42501'],
  ['another function', 'create or replace function aimline.uuidv7() returns uuid language sql return null', '42501'],
  ['a function in public', 'create function public.f() returns int language sql return 1', '42501'],
  ['a function in an untrusted language', `do language plpython3u 'pass'`, '42704'],
  ['a function of C', `create function interventions.f() returns int language c as 'libc', 'system'`, '42501'],
  ['an extension', 'create extension dblink', '42501'],
  ['a foreign server', 'create server s foreign data wrapper postgres_fdw', '42704'],
  ['a library', `load 'auto_explain'`, /58P01|42501/],
  ['a file', `select pg_read_file('/etc/passwd')`, '42501'],
  ['a folder', `select pg_ls_dir('.')`, '42501'],
  ['a file as rows', `copy aimline.student from '/etc/passwd'`, '42501'],
  ['a program', `copy (select 1) to program 'cat'`, '42501'],
  ['a file as a large object', `select lo_import('/etc/passwd')`, '42501'],
  ['large objects of others', 'select from pg_largeobject', '42501'],
  ['statistics of columns', 'select from pg_statistic', '42501'],
  ['passwords', 'select rolpassword from pg_authid', '42501'],
  ['the log', 'select pg_current_logfile()', '42501'],
  ['a replication slot', `select pg_create_logical_replication_slot('s', 'pgoutput')`, '42501'],
  ['a publication', 'create publication p for all tables', '42501'],
  ['a setting of the server', `set local log_statement = 'none'`, '42501'],
])('%s is refused', async (_what, statement, code) => {
  const outcome = await inCedarValley(statement).then(() => 'done', codeOf);
  expect(outcome).toEqual(expect.stringMatching(code));
});

test('an error, a notice and a plan quote nothing of another district', async () => {
  const said: string[] = [];
  const say = async (statement: string) => {
    const outcome = await inCedarValley(statement).then(({ rows }) => rows, sentenceOf);
    said.push(JSON.stringify(outcome));
  };
  // neither is leakproof: evaluated before row-level security, they would reveal the row
  const leak = `create function interventions.leak(text) returns boolean language plpgsql cost 0.0000001
    as $$ begin raise notice 'leaked: %', $1; return true; end $$`;
  await say(`${leak}; select from aimline.staff where interventions.leak(family_name)`);
  await say('select family_name::int from aimline.staff order by family_name desc');
  await say(`select family_name::int from aimline.staff where family_name = '${SECRET}'`);
  await say(`select 1 / (length(family_name) - ${SECRET.length}) from aimline.staff where family_name like 'So%'`);
  await say('explain (analyze, verbose) select * from aimline.staff');
  await say(`select * from pg_stats where schemaname = 'aimline'`);
  await say(`select query from pg_stat_activity where datname = current_database()`);
  expect(notices.filter((notice) => notice.startsWith('leaked: ')).toSorted()).toEqual(
    await names(`select 'leaked: ' || family_name from aimline.staff where tenant_id = '${service.cedarValley}'`),
  );
  expect([...said, ...notices].filter((text) => text.includes(SECRET))).toEqual([]);
});

test('a key does not reveal whether another district has it', async () => {
  const { studentId } = ofHarbor['dashboard.student']!.params!;
  const add = `insert into aimline.student (tenant_id, student_id, given_name, family_name, name_source) values ($1, $2, 'A', 'B', 'hand')`;
  for (const id of [studentId!, randomUUID()]) {
    await expect(inCedarValley(add, [service.cedarValley, id])).resolves.toMatchObject({ rowCount: 1 });
  }
});

test('a foreign key does not reveal whether another district has the row', async () => {
  const { studentId } = ofHarbor['dashboard.student']!.params!;
  const refusals = [];
  for (const id of [studentId!, randomUUID()]) {
    const error = await inCedarValley(
      `insert into aimline.progress_note (tenant_id, note_id, intervention_id, student_id, author_id, noted_on, text, recorded_at)
       select tenant_id, gen_random_uuid(), intervention_id, $1, author_id, noted_on, text, recorded_at from aimline.progress_note limit 1`,
      [id],
    ).then(
      () => 'done',
      (refusal: Error & { detail?: string }) => `${refusal.message} ${refusal.detail}`.replaceAll(id, 'ID'),
    );
    refusals.push(error);
  }
  expect(refusals[0]).toMatch(/violates foreign key constraint/);
  expect(refusals[0]).toBe(refusals[1]);
});

test('routines with the rights of the owner are restricted to the tenant as well', async () => {
  const before = await names('select count(*)::text from aimline.audit_seal');
  const { rows } = await inCedarValley(
    'select aimline.seal_audit_records($1, 1000) as sealed',
    [service.harbor],
    'commit',
  );
  expect(rows).toEqual([{ sealed: 0 }]);
  expect(await names('select count(*)::text from aimline.audit_seal')).toEqual(before);
  // a temporary table of the session does not replace the table of the owner
  const shadowed = await inCedarValley(
    `create temporary table audit_record (like aimline.audit_record);
     update aimline.school set name = name || '!';
     select count(*)::int as taken from pg_temp.audit_record`,
  );
  expect(shadowed.rows).toEqual([{ taken: 0 }]);
});

test('a prepared statement reads the district of the transaction it runs in', async () => {
  await app.query('prepare staff as select distinct tenant_id::text as tenant from aimline.staff');
  for (let run = 0; run < 7; run += 1) {
    for (const tenant of [service.cedarValley, service.harbor]) {
      await app.query(`begin; set local app.tenant_id = '${tenant}'`);
      expect((await app.query('execute staff')).rows).toEqual([{ tenant }]);
      await app.query('commit');
    }
  }
  await app.query('deallocate staff');
});

test('a statement that sets the tenant itself is not prevented', async () => {
  const { rows } = await inCedarValley(
    `set local app.tenant_id = '${service.harbor}'; select distinct family_name from aimline.staff where family_name = '${SECRET}'`,
  );
  expect(rows).toEqual([{ family_name: SECRET }]);
});

/** Runs statements in a transaction of the serving login opened for Cedar Valley; returns the result of the last one. */
async function inCedarValley(statement: string, values?: unknown[], end = 'rollback'): Promise<QueryResult> {
  await app.query(`begin; set local search_path = aimline, public; set local app.tenant_id = '${service.cedarValley}'`);
  try {
    const result = values ? await app.query(statement, values) : await app.query(statement);
    return (Array.isArray(result) ? result.at(-1) : result) as QueryResult;
  } finally {
    await app.query(end);
  }
}

async function names(sql: string): Promise<string[]> {
  const { rows } = await service.db.admin.query<string[]>({ text: `${sql} order by 1`, rowMode: 'array' });
  return rows.map(([name]) => name!);
}

function codeOf({ code, message }: { code?: string; message: string }): string {
  return code ?? message;
}

function sentenceOf({ message, detail = '' }: { message: string; detail?: string }): string {
  return `${message} ${detail}`;
}
