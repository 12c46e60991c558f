import { Client } from 'pg';

export interface ProvisionOptions {
  /** Connection of a superuser; without a password, the one of PGPASSWORD or ~/.pgpass. */
  admin: Administrator;
  database: string;
  ownerPassword: string;
  appPassword: string;
}

/** The connection of an administrator of a database server. */
export interface Administrator {
  host: string;
  port: number;
  user: string;
  password?: string;
}

/** The result of provisioning a database. */
export interface Provisioned {
  /** The logins that were created; for existing ones, only the password was set. */
  newLogins: string[];
  /** Whether the database was created; false if it existed already. */
  isNewDatabase: boolean;
}

/**
 * Creates what is missing for Aimline on a database server: the two logins, the database with its schemas, and
 * btree_gist. Running it again changes only the passwords and the settings of the serving login.
 *
 * - `aimline_owner` owns the schemas `aimline`, `directory` and `jobs`, and runs migrations.
 * - `aimline_app` serves requests: not a superuser, not an owner, and bound by row-level security. Backstage has its
 *   own tables, which contain no records, in the schema `interventions` of this login.
 *
 * @throws Error when the administrator is not a superuser.
 */
export async function provisionDatabase(options: ProvisionOptions): Promise<Provisioned> {
  const { admin, database, ownerPassword, appPassword } = options;
  const newLogins: string[] = [];
  let isNewDatabase = false;
  await connected({ ...admin, database: 'postgres' }, async (client) => {
    await expectSuperuser(client, admin.user);
    for (const setting of UNLOGGED) await client.query(`set ${setting}`);
    for (const [role, password] of Object.entries({ aimline_owner: ownerPassword, aimline_app: appPassword })) {
      const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
      await client.query(
        `${rowCount ? 'alter' : 'create'} role ${role}
           login nosuperuser nobypassrls nocreatedb nocreaterole password ${client.escapeLiteral(password)}`,
      );
      if (!rowCount) newLogins.push(role);
    }
    for (const setting of APP_SETTINGS) await client.query(`alter role aimline_app set ${setting}`);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
    isNewDatabase = !rowCount;
    if (isNewDatabase) await client.query(`create database ${client.escapeIdentifier(database)} owner aimline_owner`);
  });
  await connected({ ...admin, database }, async (client) => {
    await client.query(`
      create extension if not exists btree_gist;
      create schema if not exists aimline authorization aimline_owner;
      create schema if not exists directory authorization aimline_owner;
      create schema if not exists jobs authorization aimline_owner;
      create schema if not exists interventions authorization aimline_app;
      alter default privileges for role aimline_owner revoke execute on routines from public;
    `);
  });
  return { newLogins, isNewDatabase };
}

/** Settings of the session that sets passwords: they are part of a statement, which the server could log or record. */
const UNLOGGED = [
  "log_statement = 'none'",
  "log_min_error_statement = 'panic'",
  'log_min_duration_statement = -1',
  'log_min_duration_sample = -1',
  'log_transaction_sample_rate = 0',
  "pg_stat_statements.track_utility = 'off'",
];

const APP_SETTINGS = [
  "statement_timeout = '10s'",
  // longer than deadlock_timeout (1 s), so that deadlocks are detected before a lock times out
  "lock_timeout = '3s'",
  "idle_in_transaction_session_timeout = '15s'",
  // the triggers that maintain bookings require this level
  "default_transaction_isolation = 'read committed'",
  'jit = off',
  // Tables are joined in the order in which a statement names them. Without statistics per tenant, the planner assumes that
  // all tables of a tenant are small, and joins two whole ones before it looks up the requested row (measured with 3,600
  // students and 160 interventions: 434 ms instead of 0.3 to read one note).
  'join_collapse_limit = 1',
];

async function expectSuperuser(client: Client, user: string): Promise<void> {
  const { rows } = await client.query('select rolsuper from pg_roles where rolname = current_user');
  if (!rows[0]?.rolsuper) throw new Error(`"${user}" (PGUSER) is not a superuser of the server.`);
}

/** Connects for the duration of some work. A connection that failed is ended too, or the server waits a minute for it. */
async function connected(options: Administrator & { database: string }, work: (client: Client) => Promise<void>) {
  const client = new Client(options);
  try {
    await client.connect();
    await work(client);
  } finally {
    await client.end();
  }
}
