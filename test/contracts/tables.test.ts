/** Guarantees of every table, read from the catalogue of Postgres, so that a new table cannot miss one. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../support/database';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.destroy());

/**
 * Callable routines with definer rights. A list, because each is a decision: sealing must not be left to the login whose
 * records it seals. Where tables are spread over servers, such a call fails after a write in the same transaction; sealing
 * has a transaction of its own.
 */
const DEFINER_TO_CALL = ['seal_audit_records'];

/** Tables that only triggers and routines write. A list, because the catalogue cannot tell what was decided. */
const MAINTAINED = ['audit_record', 'audit_seal', 'booking'];

const column = async (sql: string, values: unknown[] = []) =>
  (await db.admin.query({ text: sql, values, rowMode: 'array' })).rows.map((row) => row[0] as string);

const TENANT_TABLES = `
  select c.oid, c.relname, t.attnum as tenant
  from pg_class c
  left join pg_attribute t on t.attrelid = c.oid and t.attname = 'tenant_id' and t.attnotnull
  where c.relnamespace = 'aimline'::regnamespace and c.relkind in ('r', 'p') and c.relname not like 'schema_migration%'`;

test('every table belongs to a tenant', async () => {
  expect(await column(`select relname from (${TENANT_TABLES}) x where tenant is null`)).toEqual([]);
  expect((await column(`select relname from (${TENANT_TABLES}) x`)).length).toBeGreaterThan(15);
});

test('row-level security is enabled, forced, and restricts every command to one tenant', async () => {
  const open = await column(
    `select x.relname from (${TENANT_TABLES}) x
     join pg_class c on c.oid = x.oid
     where not (c.relrowsecurity and c.relforcerowsecurity)
       or (select array_agg(polcmd::text || pg_get_expr(polqual, polrelid) || pg_get_expr(polwithcheck, polrelid)) from pg_policy where polrelid = x.oid)
         is distinct from array['*(tenant_id = (current_setting(''app.tenant_id''::text))::uuid)(tenant_id = (current_setting(''app.tenant_id''::text))::uuid)']`,
  );
  expect(open).toEqual([]);
});

test('every key, unique index, exclusion and foreign key begins with the tenant', async () => {
  const keys = await column(
    `with x as (${TENANT_TABLES})
     select 'primary key of ' || relname from x
       where not exists (select from pg_constraint k where k.conrelid = x.oid and k.contype = 'p' and k.conkey[1] = x.tenant)
     union all
     select i.indexrelid::regclass::text from pg_index i join x on x.oid = i.indrelid
       where i.indisunique and i.indkey[0] <> x.tenant
     union all
     select k.conname from pg_constraint k join x on x.oid = k.conrelid
       where k.contype = 'x' and (k.conkey[1] <> x.tenant or (select oprname from pg_operator where oid = k.conexclop[1]) <> '=')
     union all
     select k.conname from pg_constraint k join x on x.oid = k.conrelid
       where k.contype = 'f' and (k.conkey[1] <> x.tenant
         or (select attname from pg_attribute where attrelid = k.confrelid and attnum = k.confkey[1]) <> 'tenant_id')`,
  );
  expect(keys).toEqual([]);
});

test('no other index begins with the tenant, because the planner would treat it as a key', async () => {
  const mistakable = await column(
    `select i.indexrelid::regclass::text from pg_index i join (${TENANT_TABLES}) x on x.oid = i.indrelid
     where not (i.indisunique or i.indisexclusion) and i.indkey[0] = x.tenant`,
  );
  expect(mistakable).toEqual([]);
});

test('every table is audited, unless the serving login cannot write it or its comment gives a reason', async () => {
  const unaudited = await column(
    `select relname from (${TENANT_TABLES}) x
     where has_table_privilege('aimline_app', x.oid, 'insert')
       and coalesce(obj_description(x.oid), '') !~ 'Not audited: .+'
       and not exists (
         select from pg_trigger t join pg_proc p on p.oid = t.tgfoid
         where t.tgrelid = x.oid and p.proname = 'write_audit_record' and t.tgenabled in ('O', 'A')
           -- row level, after, for insert, update and delete
           and t.tgtype = 1 | 4 | 8 | 16)
     order by 1`,
  );
  expect(unaudited).toEqual([]);
});

test('no audited table has a comment that it is not audited', async () => {
  const wrong = await column(
    `select relname from (${TENANT_TABLES}) x
     join pg_trigger t on t.tgrelid = x.oid and t.tgname = 'audited'
     where obj_description(x.oid) ~ 'Not audited'`,
  );
  expect(wrong).toEqual([]);
});

test('the planner has no statistics on the tenant column', async () => {
  const withStatistics = await column(
    `select x.relname from (${TENANT_TABLES}) x
     join pg_attribute a on a.attrelid = x.oid and a.attnum = x.tenant
     where a.attstattarget is distinct from 0`,
  );
  expect(withStatistics).toEqual([]);
});

test('every table and column has a comment', async () => {
  const silent = await column(
    `select c.relname || coalesce('.' || a.attname, '')
     from pg_class c
     left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace in ('aimline'::regnamespace, 'directory'::regnamespace) and c.relkind = 'r'
       and c.relname not like 'schema_migration%'
       and (obj_description(c.oid) is null or (a.attnum is not null and col_description(c.oid, a.attnum) is null))`,
  );
  expect(silent).toEqual([]);
});

test('the serving login is no superuser, owns no table of ours and cannot bypass row-level security', async () => {
  const role = await db.admin.query(
    `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
       (select count(*) from pg_auth_members where member = r.oid)::int as memberships,
       (select count(*) from pg_class c where c.relowner = r.oid
         and c.relnamespace in ('aimline'::regnamespace, 'directory'::regnamespace))::int as owned,
       has_schema_privilege('aimline_app', 'aimline', 'create') as creates,
       has_schema_privilege('aimline_app', 'directory', 'create') as creates_in_directory
     from pg_roles r where rolname = 'aimline_app'`,
  );
  expect(role.rows).toEqual([
    {
      ...{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false },
      ...{ memberships: 0, owned: 0, creates: false, creates_in_directory: false },
    },
  ]);
  const owner = await db.admin.query(`select rolsuper, rolbypassrls from pg_roles where rolname = 'aimline_owner'`);
  expect(owner.rows).toEqual([{ rolsuper: false, rolbypassrls: false }]);
});

test('the serving login can truncate no table, and cannot write those that triggers and routines maintain', async () => {
  const allowed = await column(
    `select x.relname || ' ' || p.privilege from (${TENANT_TABLES}) x
     cross join unnest(array['insert', 'update', 'delete', 'truncate', 'references', 'trigger']) as p (privilege)
     where has_table_privilege('aimline_app', x.oid, p.privilege)
       and (x.relname = any($1) or p.privilege in ('truncate', 'references', 'trigger'))`,
    [MAINTAINED],
  );
  expect(allowed).toEqual([]);
});

test.each(['aimline_app', 'aimline_owner', 'postgres'])(
  '%s cannot change, remove or truncate an audit record',
  async (role) => {
    await db.admin.query(`select set_config('app.tenant_id', '0199a000-0000-7000-8000-00000000000a', false)`);
    await db.admin.query(
      `insert into aimline.school (tenant_id, school_id, name, time_zone)
     values ('0199a000-0000-7000-8000-00000000000a', gen_random_uuid(), $1, 'America/Chicago')`,
      [`School of ${role}`],
    );
    await db.admin.query(`set role ${role}`);
    for (const statement of [
      `update aimline.audit_record set action = 'x'`,
      'delete from aimline.audit_record',
      'truncate aimline.audit_record',
    ]) {
      await expect(db.admin.query(statement)).rejects.toMatchObject({ code: '42501' });
    }
    await db.admin.query('reset role');
  },
);

test('the audit trail leaves out hashes, secrets and tokens', async () => {
  const leaking = await column(
    `select x.relname || '.' || a.attname from (${TENANT_TABLES}) x
     join pg_attribute a on a.attrelid = x.oid and a.attname ~ '(_hash|secret|token|private_key)$'
     join pg_trigger t on t.tgrelid = x.oid and t.tgname = 'audited'
     where position(a.attname::text in encode(t.tgargs, 'escape')) = 0`,
  );
  expect(leaking).toEqual([]);
});

// a list, because each table outside the isolation of tenants is a decision
test('the directory holds only tables that are read before a tenant is known', async () => {
  const tables = await column(
    `select relname from pg_class where relnamespace = 'directory'::regnamespace and relkind = 'r' order by 1`,
  );
  expect(tables).toEqual([
    'lti_deployment',
    'lti_failed_launch',
    'lti_invitation',
    'lti_launch_state',
    'lti_nonce',
    'lti_notice_handler',
    'lti_registration',
    'lti_registration_link',
    'lti_tool_key',
    'tenant',
  ]);
});

test('the schema can be distributed: no sequences, no node-local defaults, no SQL functions over tenants, no callable definer rights', async () => {
  const broken = await column(
    `with x as (${TENANT_TABLES}),
     names as (select '\\m(' || string_agg(relname, '|') || ')\\M' as pattern from x),
     routines as (
       select p.proname, l.lanname, p.prosecdef, p.prorettype = 'trigger'::regtype as is_trigger, p.prosrc
       from pg_proc p join pg_language l on l.oid = p.prolang
       where p.pronamespace = 'aimline'::regnamespace),
     transitions as (select distinct n from pg_trigger, unnest(array[tgoldtable, tgnewtable]::text[]) n where n is not null),
     statements as (select proname, s from routines, regexp_split_to_table(prosrc, ';|\\mloop\\M|\\mthen\\M') s)
     select 'sequence ' || relname from pg_class where relnamespace = 'aimline'::regnamespace and relkind = 'S' and relname not like 'schema_migration%'
     union all
     select 'default of ' || x.relname from pg_attrdef d join x on x.oid = d.adrelid
       where pg_get_expr(d.adbin, d.adrelid) ~ 'nextval|xact|txid|snapshot|backend_pid|server_addr|lsn'
     union all
     select 'SQL function ' || proname from routines, names where lanname = 'sql' and prosrc ~ pattern
     union all
     select 'definer rights of ' || proname from routines where prosecdef and not is_trigger and proname <> all($1)
     union all
     select 'insert by column on ' || x.relname from x join pg_attribute a on a.attrelid = x.oid
       where exists (select from aclexplode(a.attacl) where privilege_type = 'INSERT')
     union all
     select 'transition table joined in ' || proname from statements, names
       where s ~ pattern and exists (select from transitions where s ~ ('\\m' || n || '\\M'))
     union all
     select 'statement without tenant in ' || proname || ': ' || left(trim(s), 80) from statements, names
       where s ~* ('\\m(from|join|update|delete from)\\s+(aimline\\.)?' || pattern) and s !~ 'tenant_id = ' and s !~ '^\\s*comment'`,
    [DEFINER_TO_CALL],
  );
  expect(broken).toEqual([]);
});
