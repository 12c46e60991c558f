import { createTenantTransactions, verifyTrail } from '@aimline/plugin-interventions-backend';
import { provenTenantId } from '@aimline/plugin-interventions-node';
import knexFactory from 'knex';
import { join } from 'node:path';
import { Client } from 'pg';
import { DATABASE } from '../databaseName';
import { startEmbeddedPostgres } from '../embeddedPostgres';
import type { Secrets } from '../readSecrets';
import type { Manifest } from './manifest';

/** What a database was found to be. */
export interface Proof {
  /** How many rows a table has, by its name with its schema. */
  rowCounts: Map<string, number>;
  /** A sentence for each thing that was looked at and is right. */
  sound: string[];
  /** A sentence for each thing that is not right; none when the database can be relied on. */
  faults: string[];
}

/**
 * Starts PostgreSQL on a data folder, which recovers it, reads all there is, and stops it: every page of every table
 * and index against its checksum, every table against its indexes, the migrations, and the audit trail of every tenant.
 *
 * @throws Error when the server does not start.
 */
export async function verifyDatabase(
  data: string,
  secrets: Secrets,
  { migrations }: Manifest,
  progress: (line: string) => void,
): Promise<Proof> {
  const proof: Proof = { rowCounts: new Map(), sound: [], faults: [] };
  progress('Starting PostgreSQL on what was restored …');
  const server = await startEmbeddedPostgres({ directory: join(data, 'postgres'), password: secrets.admin });
  try {
    const admin = new Client({ ...server.admin, database: DATABASE });
    await admin.connect();
    try {
      progress('Reading every table and index …');
      await readEverything(admin, proof);
      await compareMigrations(admin, migrations, proof);
      await countRows(admin, proof);
    } finally {
      await admin.end();
    }
    progress('Verifying the audit trails …');
    const { host, port } = server.admin;
    await verifyTrails(`postgres://aimline_owner:${secrets.owner}@${host}:${port}/${DATABASE}`, proof);
  } finally {
    await server.stop();
  }
  return proof;
}

/** The extensions that look are rolled back: the database stays as it was restored. */
async function readEverything(admin: Client, { sound, faults }: Proof): Promise<void> {
  await admin.query('begin; create extension pg_prewarm; create extension amcheck');
  try {
    const { rows } = await admin.query<Relation>(RELATIONS);
    for (const relation of rows) {
      for (const statement of lookingInto(relation)) {
        await admin.query('savepoint look');
        const found = await admin.query(statement, [relation.oid]).then(
          (result) => result.rows.map(({ fault }) => fault).filter(Boolean),
          async (error: Error) => {
            await admin.query('rollback to savepoint look');
            return [error.message];
          },
        );
        await admin.query('release savepoint look');
        faults.push(...found.map((fault) => `${relation.name}: ${fault}`));
      }
    }
    if (faults.length === 0) sound.push(`Read and checked: ${rows.length} tables and indexes.`);
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

/** Whatever has pages that survive a crash, those of the system and of long values too. */
const RELATIONS = `
  select c.oid, c.oid::regclass::text as name,
    c.relkind in ('r', 't', 'm') as "isTable",
    coalesce(a.amname = 'btree' and i.indisvalid, false) as "isTree"
  from pg_class c
  left join pg_am a on a.oid = c.relam
  left join pg_index i on i.indexrelid = c.oid
  where c.relkind in ('r', 't', 'm', 'i', 'S') and c.relpersistence = 'p'
  order by c.oid`;

function lookingInto({ isTable, isTree }: Relation): string[] {
  return [
    // through the buffers, where a page meets its checksum
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

async function compareMigrations(admin: Client, expected: readonly string[], { sound, faults }: Proof): Promise<void> {
  const { rows } = await admin.query<{ name: string }>('select name from aimline.schema_migration order by name');
  const applied = new Set(rows.map(({ name }) => name));
  const lacking = expected.filter((name) => !applied.has(name));
  if (lacking.length > 0) faults.push(`The schema lacks migrations that the backup speaks of: ${lacking.join(', ')}.`);
  else sound.push(`The schema has all ${expected.length} migrations, up to ${rows.at(-1)?.name}.`);
}

async function countRows(admin: Client, { rowCounts, faults }: Proof): Promise<void> {
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

async function verifyTrails(ownerConnection: string, { sound, faults }: Proof): Promise<void> {
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
          sound.push(`The audit trail of ${name} is intact: ${sealedCount} records sealed, ${unsealedCount} not yet.`);
        },
        (error: Error) => faults.push(`The audit trail of ${name} cannot be read: ${error.message}`),
      );
    }
  } finally {
    await owner.destroy();
  }
}
