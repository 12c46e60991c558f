import type { Knex } from 'knex';
import type { Client } from 'pg';
import { getConstructionPlans, getMigrationPlans } from 'pg-boss';
import { pgboss } from 'pg-boss/package.json';

/** The database schema of pg-boss; contains nothing else. */
export const JOB_SCHEMA = 'jobs';

/**
 * Creates or migrates the tables of pg-boss, as the owner of the schema. The serving login may read and write rows, and
 * change nothing else.
 */
export async function migrateJobTables(owner: Client): Promise<void> {
  const { rows } = await owner.query(
    `select to_regnamespace('${JOB_SCHEMA}') is not null as "hasSchema",
       to_regclass('${JOB_SCHEMA}.version') is not null as "hasTables"`,
  );
  const { hasSchema, hasTables } = rows[0];
  const version = hasTables ? await versionOf((sql) => owner.query(sql)) : null;
  if (version === pgboss.schema) return;
  await owner.query(
    version === null
      ? getConstructionPlans(JOB_SCHEMA, { createSchema: !hasSchema })
      : // the tables are small, so their indexes are built inside the transaction of the migration
        getMigrationPlans(JOB_SCHEMA, version).replaceAll('CONCURRENTLY', ''),
  );
  await owner.query(`
    grant usage on schema ${JOB_SCHEMA} to aimline_app;
    grant select, insert, update, delete on all tables in schema ${JOB_SCHEMA} to aimline_app;
    grant usage on all sequences in schema ${JOB_SCHEMA} to aimline_app;
    grant execute on all functions in schema ${JOB_SCHEMA} to aimline_app`);
}

/** @throws Error when the tables of background jobs are missing, or of another version of pg-boss */
export async function expectJobTables(knex: Knex): Promise<void> {
  const { rows } = await knex.raw(`select to_regclass('${JOB_SCHEMA}.version') is not null as "hasTables"`);
  const version = rows[0].hasTables ? await versionOf((sql) => knex.raw(sql)) : 'none';
  if (version === pgboss.schema) return;
  throw new Error(
    `The tables of background jobs in the schema "${JOB_SCHEMA}" have version ${version}: expected ${pgboss.schema}. Run "npm run aimline -- db migrate", or set interventions.ownerConnection.`,
  );
}

async function versionOf(query: (sql: string) => Promise<{ rows: { version: number }[] }>): Promise<number> {
  const { rows } = await query(`select version from ${JOB_SCHEMA}.version`);
  return rows[0]!.version;
}
