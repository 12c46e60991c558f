import knexFactory, { type Knex } from 'knex';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { expectJobTables, migrateJobTables } from '../jobs/jobTables';
import { expectRoutines, migrateRoutines } from './routines';

/** The key of an advisory lock; arbitrary, but unique on the server. */
const MIGRATION_LOCK = 7_204_611_893;

/** SQLSTATEs for the serving login before the first migration: undefined_table, insufficient_privilege (of the schema). */
const NEVER_MIGRATED = new Set(['42P01', '42501']);

/**
 * Migrates the schema, as its owner: tables by migrations, then routines and triggers, then the tables of jobs.
 *
 * Processes that start together wait for each other. The advisory lock, unlike Knex's own lock row, is released when its
 * holder dies, so a lock row left by a killed migration can safely be removed here.
 *
 * @param schemas folders with `migrations`, `sql`, or both
 * @throws Error when the connection is not of aimline_owner: another login would own the tables.
 * @returns the names of the migrations that were applied now, in their order.
 */
export async function migrate(ownerConnection: string, schemas: readonly string[]): Promise<string[]> {
  const lock = new Client({ connectionString: ownerConnection });
  const knex = ownerKnex(ownerConnection);
  try {
    await lock.connect();
    await expectOwner(lock);
    await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const config = migrationConfig(schemas);
    await knex.migrate.forceFreeMigrationsLock(config);
    const [, applied] = (await knex.migrate.latest(config)) as [number, string[]];
    if (applied.length > 0) await knex.raw('grant select on schema_migration to aimline_app; analyze');
    await migrateRoutines(lock, schemas);
    await migrateJobTables(lock);
    return applied;
  } finally {
    await knex.destroy();
    await lock.end();
  }
}

async function expectOwner(client: Client): Promise<void> {
  const { rows } = await client.query<{ login: string }>('select current_user as login');
  const { login } = rows[0]!;
  if (login !== 'aimline_owner') {
    throw new Error(`The migrations run as aimline_owner, not as "${login}": set AIMLINE_DB_OWNER_CONNECTION.`);
  }
}

/** @throws Error when a migration is missing, or the routines or job tables are not those of this version */
export async function expectMigrated(knex: Knex, schemas: readonly string[]): Promise<void> {
  const files = (await Promise.all(foldersOf(schemas).map((folder) => readdir(folder)))).flat();
  const applied = await findApplied(knex);
  const missing = files.filter((file) => file.endsWith('.js') && !applied.includes(file)).toSorted();
  if (missing.length > 0) {
    throw new Error(
      `The database lacks ${missing.length} migration${missing.length === 1 ? '' : 's'}; the first is "${missing[0]}". Run "npm run aimline -- db migrate", or set interventions.ownerConnection.`,
    );
  }
  await expectRoutines(knex, schemas);
  await expectJobTables(knex);
}

/** The names of the migrations in the database; none where no migration has run at all. */
async function findApplied(knex: Knex): Promise<string[]> {
  try {
    const { rows } = await knex.raw<{ rows: { name: string }[] }>('select name from aimline.schema_migration');
    return rows.map(({ name }) => name);
  } catch (error) {
    if (NEVER_MIGRATED.has((error as { code?: string }).code ?? '')) return [];
    throw error;
  }
}

function ownerKnex(connection: string): Knex {
  return knexFactory({ client: 'pg', connection, searchPath: ['aimline', 'public'], pool: { min: 0, max: 1 } });
}

function migrationConfig(schemas: readonly string[]): Knex.MigratorConfig {
  return { directory: foldersOf(schemas), schemaName: 'aimline', tableName: 'schema_migration' };
}

function foldersOf(schemas: readonly string[]): string[] {
  return schemas.map((schema) => join(schema, 'migrations')).filter((folder) => existsSync(folder));
}
