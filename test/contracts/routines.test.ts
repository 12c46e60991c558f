/** Routines and triggers are those of their SQL files, whatever the migrations created. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { expectMigrated, migrate } from '@aimline/plugin-interventions-backend';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createTestDatabase, type TestDatabase } from '../support/database';

const SCHEMAS = ['plugins/interventions-backend', 'lti'].map((folder) => resolve(__dirname, '../..', folder));
const MIGRATIONS = SCHEMAS.map((schema) => join(schema, 'migrations'));
const KNEX_MIGRATIONS = { directory: MIGRATIONS, schemaName: 'aimline', tableName: 'schema_migration' };

const ROUTINES = `
  select p.oid::regprocedure as name, p.prokind, p.prosrc, pg_get_functiondef(p.oid) as definition,
    obj_description(p.oid, 'pg_proc') as comment, has_function_privilege('aimline_app', p.oid, 'execute') as is_granted
  from pg_proc p
  where p.pronamespace in ('aimline'::regnamespace, 'directory'::regnamespace)
  order by p.oid::regprocedure::text`;
/** `protect_table` attaches the audit triggers, except for these two, which have files. */
const TRIGGERS = `
  select t.tgname, t.tgrelid::regclass as table, pg_get_triggerdef(t.oid) as definition, t.tgenabled
  from pg_trigger t
  join pg_class c on c.oid = t.tgrelid
  where c.relnamespace in ('aimline'::regnamespace, 'directory'::regnamespace) and not t.tgisinternal
    and (t.tgname <> 'audited' or t.tgrelid in ('aimline.launch_session'::regclass, 'directory.lti_deployment'::regclass))
  order by pg_get_triggerdef(t.oid)`;

let template: TestDatabase;
/** Every routine and trigger after a start of the service. */
let current: { routines: unknown[]; triggers: unknown[] };
beforeAll(async () => {
  template = await createTestDatabase();
  current = await catalogueOf(template);
});
afterAll(() => template.destroy());

let db: TestDatabase;
beforeEach(async () => {
  db = await createTestDatabase();
});
afterEach(() => db.destroy());

async function catalogueOf({ admin }: TestDatabase) {
  return { routines: (await admin.query(ROUTINES)).rows, triggers: (await admin.query(TRIGGERS)).rows };
}

test('every routine and trigger comes from a file, with its comment, grants and firing', async () => {
  for (const { name, prokind, prosrc, definition } of (await db.admin.query(ROUTINES)).rows) {
    await db.admin.query(definition.replace(prosrc, ` begin raise exception 'not of a file'; end `));
    await db.admin.query(`comment on ${prokind === 'p' ? 'procedure' : 'function'} ${name} is null`);
    await db.admin.query(`revoke execute on routine ${name} from aimline_app`);
  }
  for (const { tgname, table } of (await db.admin.query(TRIGGERS)).rows) {
    await db.admin.query(`drop trigger ${tgname} on ${table}`);
  }
  await db.admin.query('delete from aimline.schema_migration_routine');
  await migrate(db.ownerConnection, SCHEMAS);
  expect(current.routines.length).toBeGreaterThan(9);
  expect(current.triggers.length).toBeGreaterThan(11);
  expect(await catalogueOf(db)).toEqual(current);
});

test('unchanged files are not applied again', async () => {
  const versions = `
    select array_agg(xmin::text || ' ' || oid order by oid) as versions
    from (select xmin, oid from pg_proc union all select xmin, oid from pg_trigger) x
    union all
    select array_agg(xmin::text || ' ' || name order by name) from aimline.schema_migration_routine`;
  const before = await db.admin.query(versions);
  await migrate(db.ownerConnection, SCHEMAS);
  expect((await db.admin.query(versions)).rows).toEqual(before.rows);
});

test('after rolling back and running the migrations again, routines are those of the files', async () => {
  await rollBackAll();
  await db.owner.migrate.latest(KNEX_MIGRATIONS);
  await expect(expectMigrated(db.app, SCHEMAS)).rejects.toThrow(
    /^\d+ SQL files of the service are not applied to the database; the first is "routines\/emit_events.sql"\. Run "npm run aimline -- db migrate", or set interventions\.ownerConnection\.$/,
  );
  await migrate(db.ownerConnection, SCHEMAS);
  await expectMigrated(db.app, SCHEMAS);
  expect(await catalogueOf(db)).toEqual(current);
});

test('a database from before the files gets all of them', async () => {
  await rollBackAll();
  await db.owner.migrate.latest(KNEX_MIGRATIONS);
  await db.owner.raw('drop table aimline.schema_migration_routine');
  await expect(expectMigrated(db.app, SCHEMAS)).rejects.toThrow('Run "npm run aimline -- db migrate"');
  await migrate(db.ownerConnection, SCHEMAS);
  await expectMigrated(db.app, SCHEMAS);
  expect(await catalogueOf(db)).toEqual(current);
});

test('a routine that migrations call is the same in the migrations as in its file', async () => {
  const called = `
    select proname, regexp_replace(prosrc, '\\s+', ' ', 'g') as body
    from pg_proc
    where proname in ('enable_tenant_isolation', 'protect_table')
    order by proname`;
  await rollBackAll();
  await db.owner.migrate.latest(KNEX_MIGRATIONS);
  expect((await db.admin.query(called)).rows).toEqual((await template.admin.query(called)).rows);
});

test('a new or changed file is applied once, and the service does not start before', async () => {
  const feature = await mkdtemp(join(tmpdir(), 'aimline-feature-'));
  const schemas = [...SCHEMAS, feature];
  await mkdir(join(feature, 'sql/routines'), { recursive: true });
  const answer = async (text: string) =>
    writeFile(
      join(feature, 'sql/routines/answer.sql'),
      `create or replace function aimline.answer() returns text language plpgsql as $$ begin return '${text}'; end $$;`,
    );
  const applied = async () =>
    (
      await db.admin.query(`select name, xmin::text, aimline.answer() from aimline.schema_migration_routine
        where name = 'routines/answer.sql'`)
    ).rows[0];
  try {
    await answer('first');
    await expect(expectMigrated(db.app, schemas)).rejects.toThrow('the first is "routines/answer.sql"');
    await migrate(db.ownerConnection, schemas);
    await expectMigrated(db.app, schemas);
    const first = await applied();
    expect(first).toMatchObject({ answer: 'first' });

    await answer('second');
    await expect(expectMigrated(db.app, schemas)).rejects.toThrow('the first is "routines/answer.sql"');
    await migrate(db.ownerConnection, schemas);
    await expectMigrated(db.app, schemas);
    const second = await applied();
    expect(second).toMatchObject({ answer: 'second' });
    expect(second.xmin).not.toBe(first.xmin);

    await migrate(db.ownerConnection, schemas);
    expect(await applied()).toEqual(second);
  } finally {
    await rm(feature, { recursive: true });
  }
});

test('when one file fails, none is applied, and the error names the file', async () => {
  const feature = await mkdtemp(join(tmpdir(), 'aimline-feature-'));
  await mkdir(join(feature, 'migrations'));
  await mkdir(join(feature, 'sql/routines'), { recursive: true });
  await writeFile(
    join(feature, 'sql/routines/a.sql'),
    'create function aimline.a() returns int language plpgsql as $$ begin return 1; end $$;',
  );
  await writeFile(join(feature, 'sql/routines/b.sql'), 'create function aimline.b(');
  try {
    await expect(migrate(db.ownerConnection, [...SCHEMAS, feature])).rejects.toThrow(
      'The SQL file "routines/b.sql" cannot be applied.',
    );
    expect(await catalogueOf(db)).toEqual(current);
  } finally {
    await rm(feature, { recursive: true });
  }
});

async function rollBackAll(): Promise<void> {
  for (;;) {
    const last = await db.owner('schema_migration').orderBy('name', 'desc').first('name');
    if (!last) return;
    await db.owner.migrate.down({ ...KNEX_MIGRATIONS, name: last.name } as never);
  }
}
