import type { Knex } from 'knex';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from 'pg';

/** Applied in this order, because triggers call routines. */
const KINDS = ['routines', 'triggers'];

interface SqlFile {
  /** The path, such as "routines/emit_events.sql". */
  name: string;
  text: string;
  sha256: string;
}

/**
 * Creates or replaces the routines and triggers in the `sql` folders, in one transaction, as the owner of the schema.
 *
 * A file is applied when its text differs from the last applied one, or when a migration has run since: the migration may
 * have created an older text of the routine.
 */
export async function migrateRoutines(owner: Client, schemas: readonly string[]): Promise<void> {
  const due = await findDue((sql) => owner.query(sql), schemas);
  if (due.length === 0) return;
  await owner.query('begin');
  try {
    await owner.query(RECORD);
    for (const file of due) await apply(owner, file);
    await owner.query(WRITE_RECORD, [due.map(({ name }) => name), due.map(({ sha256 }) => sha256)]);
    await owner.query('commit');
  } catch (error) {
    await owner.query('rollback');
    throw error;
  }
}

/** @throws Error when a routine or trigger of the database differs from its file */
export async function expectRoutines(knex: Knex, schemas: readonly string[]): Promise<void> {
  const due = await findDue((sql) => knex.raw(sql), schemas);
  if (due.length === 0) return;
  throw new Error(
    `${due.length} SQL files of the service are not applied to the database; the first is "${due[0]!.name}". Run "npm run aimline -- db migrate", or set interventions.ownerConnection.`,
  );
}

async function findDue(
  query: (sql: string) => Promise<{ rows: Record<string, string>[] }>,
  schemas: readonly string[],
): Promise<SqlFile[]> {
  const { rows } = await query(`select to_regclass('aimline.schema_migration_routine') as record`);
  const applied = rows[0]!.record === null ? [] : (await query(APPLIED)).rows;
  const hashes = new Map(applied.map(({ name, sha256 }) => [name, sha256]));
  return (await readSqlFiles(schemas)).filter(({ name, sha256 }) => hashes.get(name) !== sha256);
}

async function readSqlFiles(schemas: readonly string[]): Promise<SqlFile[]> {
  const files: SqlFile[] = [];
  for (const kind of KINDS) {
    for (const folder of schemas.map((schema) => join(schema, 'sql', kind))) {
      for (const file of await listFiles(folder)) {
        const text = await readFile(join(folder, file), 'utf8');
        files.push({ name: `${kind}/${file}`, text, sha256: createHash('sha256').update(text).digest('hex') });
      }
    }
  }
  const twice = files.find(({ name }, i) => files.findIndex((file) => file.name === name) !== i);
  if (twice) throw new Error(`Two packages contain the SQL file "${twice.name}".`);
  return files;
}

/** SQL files in order of their names; none when the folder does not exist. */
async function listFiles(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((file) => file.endsWith('.sql')).toSorted();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

async function apply(owner: Client, { name, text }: SqlFile): Promise<void> {
  try {
    await owner.query(text);
  } catch (cause) {
    throw new Error(`The SQL file "${name}" cannot be applied.`, { cause });
  }
}

const RECORD = `
  create table if not exists aimline.schema_migration_routine (
    name text not null,
    sha256 text not null,
    newest_migration int not null,
    applied_at timestamptz not null default now(),
    constraint schema_migration_routine_pkey primary key (name)
  );
  comment on table aimline.schema_migration_routine is 'The SQL files that were applied: each holds routines or triggers of the schema in their current text.';
  comment on column aimline.schema_migration_routine.name is 'The file, in the folder sql of its package.';
  comment on column aimline.schema_migration_routine.sha256 is 'The hash of its text, in hexadecimal.';
  comment on column aimline.schema_migration_routine.newest_migration is 'The id of the newest migration when it was applied: after another one it is applied again.';
  comment on column aimline.schema_migration_routine.applied_at is 'When it was applied last.';
  grant select on aimline.schema_migration_routine to aimline_app;`;

const APPLIED = `
  select r.name, r.sha256
  from aimline.schema_migration_routine r
  where r.newest_migration = (select max(m.id) from aimline.schema_migration m)`;

const WRITE_RECORD = `
  insert into aimline.schema_migration_routine (name, sha256, newest_migration)
  select x.name, x.sha256, (select max(m.id) from aimline.schema_migration m)
  from unnest($1::text[], $2::text[]) as x (name, sha256)
  on conflict (name) do update
    set sha256 = excluded.sha256, newest_migration = excluded.newest_migration, applied_at = excluded.applied_at`;
