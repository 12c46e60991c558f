import { createTenantTransactions, verifyTrail } from '@aimline/plugin-interventions-backend';
import { provenTenantId } from '@aimline/plugin-interventions-node';
import knexFactory from 'knex';
import { join } from 'node:path';
import { Client } from 'pg';
import { DATABASE } from '../databaseName';
import { startEmbeddedPostgres } from '../embeddedPostgres';
import type { Secrets } from '../readSecrets';
import type { Manifest } from './manifest';

/** The result of verifying a database. */
export interface DatabaseReport {
  /** The number of rows of each table, by its name with its schema. */
  rowCounts: Map<string, number>;
  /** A sentence for each check that passed. */
  passed: string[];
  /** A sentence for each fault; none when the database is intact. */
  faults: string[];
}

/**
 * Starts PostgreSQL on a data folder, which recovers the database, verifies it, and stops the server: every page of every
 * table and index against its checksum, every table against its indexes, the migrations, and the audit trail of every
 * tenant.
 *
 * @throws Error when the server does not start.
 */
export async function verifyDatabase(
  data: string,
  secrets: Secrets,
  { migrations }: Manifest,
  progress: (line: string) => void,
): Promise<DatabaseReport> {
  const report: DatabaseReport = { rowCounts: new Map(), passed: [], faults: [] };
  progress('Starting PostgreSQL on the restored folder …');
  const server = await startEmbeddedPostgres({ directory: join(data, 'postgres'), password: secrets.admin });
  try {
    const admin = new Client({ ...server.admin, database: DATABASE });
    await admin.connect();
    try {
      progress('Reading every table and index …');
      await readEverything(admin, report);
      await compareMigrations(admin, migrations, report);
      await countRows(admin, report);
    } finally {
      await admin.end();
    }
    progress('Verifying the audit trails …');
    const { host, port } = server.admin;
    await verifyTrails(`postgres://aimline_owner:${secrets.owner}@${host}:${port}/${DATABASE}`, report);
  } finally {
    await server.stop();
  }
  return report;
}

/** Checks every table and index with extensions that are rolled back: the database stays as it was restored. */
async function readEverything(admin: Client, { passed, faults }: DatabaseReport): Promise<void> {
  await admin.query('begin; create extension pg_prewarm; create extension amcheck');
  try {
    const { rows } = await admin.query<Relation>(RELATIONS);
    for (const relation of rows) {
      for (const statement of checksOf(relation)) {
        await admin.query('savepoint relation_check');
        const found = await admin.query(statement, [relation.oid]).then(
          (result) => result.rows.map(({ fault }) => fault).filter(Boolean),
          async (error: Error) => {
            await admin.query('rollback to savepoint relation_check');
            return [error.message];
          },
        );
        await admin.query('release savepoint relation_check');
        faults.push(...found.map((fault) => `${relation.name}: ${fault}`));
      }
    }
    if (faults.length === 0) passed.push(`Read and checked: ${rows.length} tables and indexes.`);
  } finally {
    await admin.query('rollback');
  }
}

interface Relation {
  oid: number;
  name: string;
  isTable: boolean;
  isTree: boolean;
}

/** Every relation with permanent pages, those of the system catalogs and of TOAST included. */
const RELATIONS = `
  select c.oid, c.oid::regclass::text as name,
    c.relkind in ('r', 't', 'm') as "isTable",
    coalesce(a.amname = 'btree' and i.indisvalid, false) as "isTree"
  from pg_class c
  left join pg_am a on a.oid = c.relam
  left join pg_index i on i.indexrelid = c.oid
  where c.relkind in ('r', 't', 'm', 'i', 'S') and c.relpersistence = 'p'
  order by c.oid`;

function checksOf({ isTable, isTree }: Relation): string[] {
  return [
    // reads through the buffers, which verifies the checksum of each page
    `select null as fault from pg_prewarm($1::oid::regclass, 'buffer')`,
    ...(isTable
      ? [
          `select format('block %s, row %s: %s', v.blkno, v.offnum, v.msg) as fault
           from verify_heapam($1::oid::regclass, check_toast => true) v`,
        ]
      : []),
    ...(isTree ? ['select null as fault from bt_index_check($1::oid::regclass, true)'] : []),
  ];
}

async function compareMigrations(
  admin: Client,
  expected: readonly string[],
  { passed, faults }: DatabaseReport,
): Promise<void> {
  const { rows } = await admin.query<{ name: string }>('select name from aimline.schema_migration order by name');
  const applied = new Set(rows.map(({ name }) => name));
  const missing = expected.filter((name) => !applied.has(name));
  if (missing.length > 0) faults.push(`The schema lacks migrations that the manifest names: ${missing.join(', ')}.`);
  else passed.push(`The schema has all ${expected.length} migrations, the last is ${rows.at(-1)?.name}.`);
}

async function countRows(admin: Client, { rowCounts, faults }: DatabaseReport): Promise<void> {
  const { rows: tables } = await admin.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name
     from pg_class c
     join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
     order by name`,
  );
  for (const { name } of tables) {
    await admin.query<{ count: string }>(`select count(*) as count from ${name}`).then(
      ({ rows }) => rowCounts.set(name, Number(rows[0]!.count)),
      (error: Error) => faults.push(`${name} cannot be counted: ${error.message}`),
    );
  }
}

async function verifyTrails(ownerConnection: string, { passed, faults }: DatabaseReport): Promise<void> {
  const owner = knexFactory({ client: 'pg', connection: ownerConnection, pool: { min: 0, max: 1 } });
  try {
    const { rows } = await owner.raw<{ rows: { tenantId: string; name: string }[] }>(
      'select tenant_id as "tenantId", name from directory.tenant order by name',
    );
    const tenants = createTenantTransactions({ knex: owner, now: () => new Date() });
    for (const { tenantId, name } of rows) {
      await verifyTrail({ tenants, tenantId: provenTenantId(tenantId) }).then(
        ({ breaks, sealedCount, unsealedCount }) => {
          faults.push(...breaks.map((sentence) => `The audit trail of ${name} is broken. ${sentence}`));
          if (breaks.length > 0) return;
          passed.push(`The audit trail of ${name} is intact: ${sealedCount} records sealed, ${unsealedCount} not yet.`);
        },
        (error: Error) => faults.push(`The audit trail of ${name} cannot be read: ${error.message}`),
      );
    }
  } finally {
    await owner.destroy();
  }
}
