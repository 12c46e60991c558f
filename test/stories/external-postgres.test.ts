/**
 * Aimline on a PostgreSQL of the system's packages, backed up and restored with the commands of
 * packages/backend/README.md. Skipped, and reported on standard error, where there is none and none can be installed.
 */
import {
  createTenantTransactions,
  migrate,
  provisionDatabase,
  sealRecords,
  verifyTrail,
} from '@aimline/plugin-interventions-backend';
import { provenTenantId, type TenantId } from '@aimline/plugin-interventions-node';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import knexFactory, { type Knex } from 'knex';
import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { NOW } from '../support/clock';
import { APP_PASSWORD, OWNER_PASSWORD, SERVER_VARIABLE, TEMPLATE_DATABASE } from '../support/database';
import { findPostgresTools } from '../support/findPostgresTools';
import { readingGroup, startTestService, type TestService } from '../support/service';
import { type ExternalPostgres, startExternalPostgres } from '../support/startExternalPostgres';
import { untilFinished } from '../support/untilFinished';

const ROOT = resolve(__dirname, '../..');
const DUMP = 'pg_dump --format=custom --file=aimline.dump "${AIMLINE_DB_NAME:-aimline}"';
const RESTORE =
  'pg_restore --clean --if-exists --single-transaction --dbname="${AIMLINE_DB_NAME:-aimline}" aimline.dump';
const BASE_BACKUP = 'pg_basebackup --pgdata=aimline.backup --checkpoint=fast';
const VERIFY_BASE_BACKUP = 'pg_verifybackup aimline.backup';

const tools = findPostgresTools();
const whenFound = tools === undefined ? test.skip : test;

let folder: string;
let external: ExternalPostgres;
let service: TestService;
let database: string;
let tenantId: TenantId;

beforeAll(async () => {
  if (tools === undefined) return;
  folder = await mkdtemp(join(tmpdir(), 'aimline-external-'));
  await chmod(folder, 0o755);
  external = await startExternalPostgres(tools, join(folder, 'first'), 'data');
  await provision(external, TEMPLATE_DATABASE);
  await migrate(connectionOf(external, TEMPLATE_DATABASE), [
    join(ROOT, 'plugins/interventions-backend'),
    join(ROOT, 'lti'),
  ]);
  // for this file only: the test service finds its server by it
  process.env[SERVER_VARIABLE] = JSON.stringify(external.admin);
  service = await startTestService();
  database = service.db.appConnection.database;
  tenantId = provenTenantId(service.cedarValley);
  await recordSomeAttendance();
  // so that a new server's transaction ids are behind this one's
  await service.db.admin.query(
    'do $$ begin for i in 1..5000 loop perform pg_current_xact_id(); commit; end loop; end $$',
  );
  await recordSomeAttendance();
  await seal(service.db.app);
}, 120_000);
afterAll(async () => {
  await service?.close();
  external?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

test('the commands are those of the page for operators', async () => {
  const page = await readFile(join(ROOT, 'packages/backend/README.md'), 'utf8');
  for (const command of [DUMP, RESTORE, BASE_BACKUP, VERIFY_BASE_BACKUP]) expect(page).toContain(command);
});

whenFound('the passwords of the logins do not reach the log of a server that logs every statement', async () => {
  const { admin } = external;
  await withClient(admin, async (client) => {
    await client.query("alter system set log_statement = 'all'");
    await client.query('alter system set log_min_duration_statement = 0');
    await client.query('select pg_reload_conf()');
  });
  const [ownerPassword, appPassword] = ['password-of-the-owner', 'password-of-the-service'];
  await provisionDatabase({ admin, database, ownerPassword, appPassword });
  await provision(external, database);
  await withClient(admin, async (client) => {
    await client.query('alter system reset all');
    await client.query('select pg_reload_conf()');
  });
  const log = await readFile(join(folder, 'first/data.log'), 'utf8');
  expect(log).toContain('create extension if not exists btree_gist');
  expect(log).not.toMatch(/password-of-the|role aimline_\w+\s+login/);
});

whenFound(
  'a dump restored on a new server has every row, and is sealed after a new generation has begun',
  async () => {
    external.run(DUMP, { AIMLINE_DB_NAME: database });
    await onServer(await startExternalPostgres(tools!, join(folder, 'second'), 'data'), async (second) => {
      await provision(second, database);
      second.run(`cp ../first/aimline.dump . && ${RESTORE}`, { AIMLINE_DB_NAME: database });
      expect(await rowsOf(second)).toEqual(await rowsOf(external));
      await asService(second, async (app) => {
        await expect(seal(app)).rejects.toThrow('as after a restore from a dump: begin a new generation.');
        expect(aimline(second, ['audit', 'new-generation'])).toMatchObject({
          status: 0,
          stdout: expect.stringContaining('Generation 2 has begun'),
        });
        await addSchool(app);
        await untilSealed(second, app);
      });
      expect(aimline(second, ['audit', 'verify', '--tenant', 'Cedar Valley'])).toMatchObject({
        status: 0,
        stdout: expect.stringMatching(/is intact: \d+ records under \d seals.*\nNot sealed yet: 0\./),
      });
    });
  },
  120_000,
);

whenFound(
  'a base backup goes on where it was made, without a new generation',
  async () => {
    external.run(BASE_BACKUP);
    external.run(VERIFY_BASE_BACKUP);
    await onServer(await startExternalPostgres(tools!, join(folder, 'first'), 'aimline.backup'), async (copy) => {
      expect(await rowsOf(copy)).toEqual(await rowsOf(external));
      await asService(copy, async (app) => {
        await addSchool(app);
        await untilSealed(copy, app);
      });
    });
  },
  120_000,
);

/** Vivian's group with two students who were present today. */
async function recordSomeAttendance(): Promise<void> {
  const { as, id } = service;
  const { interventions } = await as('vivian')('intervention.list');
  const { interventionId } =
    interventions[0] ?? (await as('vivian')('intervention.create', { body: readingGroup(service) }));
  const params = { interventionId };
  if (!interventions[0]) {
    await as('vivian')('enrollment.create', { params, body: { studentIds: [id.maya, id.diego] } });
  }
  const { sessions } = await as('vivian')('session.list', { params });
  const status = interventions[0] ? 'tardy' : 'present';
  const marks = [id.maya, id.diego].map((studentId) => ({ studentId, status }) as const);
  await as('vivian')('attendance.record', { params: { sessionId: sessions[0]!.sessionId }, body: { marks } });
}

async function provision({ admin }: ExternalPostgres, name: string): Promise<void> {
  await provisionDatabase({ admin, database: name, ownerPassword: OWNER_PASSWORD, appPassword: APP_PASSWORD });
}

async function onServer(server: ExternalPostgres, work: (server: ExternalPostgres) => Promise<void>): Promise<void> {
  try {
    await work(server);
  } finally {
    server.stop();
  }
}

async function asService({ admin }: ExternalPostgres, work: (app: Knex) => Promise<void>): Promise<void> {
  const login = { user: 'aimline_app', password: APP_PASSWORD, database };
  const app = knexFactory({ client: 'pg', connection: { ...admin, ...login }, pool: { min: 0, max: 2 } });
  try {
    await work(app);
  } finally {
    await app.destroy();
  }
}

/** The number of rows of every table, and a hash of them. */
async function rowsOf({ admin }: ExternalPostgres): Promise<Record<string, unknown>> {
  return withClient(admin, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r' and n.nspname in ('aimline', 'directory', 'interventions') order by name`,
    );
    const found: Record<string, unknown> = {};
    for (const { name } of tables) {
      const { rows } = await client.query(
        `select count(*)::int as count, md5(coalesce(string_agg(t::text, ' ' order by t::text), '')) as hash from ${name} t`,
      );
      found[name] = rows[0];
    }
    expect(found['aimline.attendance_record']).toMatchObject({ count: 2 });
    return found;
  });
}

async function addSchool(app: Knex): Promise<void> {
  await tenantsOf(app).transact({ tenantId, actorId: null, action: 'school.add' }, (uow) =>
    uow.rows(
      `insert into school (tenant_id, school_id, name, time_zone)
       values (:tenantId, gen_random_uuid(), 'School ' || gen_random_uuid(), 'America/Chicago')`,
    ),
  );
}

function seal(app: Knex): Promise<number> {
  return sealRecords(tenantsOf(app), tenantId);
}

/** Verifies the whole audit trail. */
async function untilSealed({ admin }: ExternalPostgres, app: Knex): Promise<void> {
  await withClient(admin, (client) => untilFinished({ admin: client }));
  while ((await seal(app)) > 0);
  const { breaks, unsealedCount } = await verifyTrail({ tenants: tenantsOf(app), tenantId });
  expect({ breaks, unsealedCount }).toEqual({ breaks: [], unsealedCount: 0 });
}

function tenantsOf(app: Knex) {
  return createTenantTransactions({ knex: app, now: () => NOW });
}

/** Runs the command in a process of its own, on a server. */
function aimline(server: ExternalPostgres, args: string[]) {
  return spawnSync(process.execPath, [join(ROOT, 'packages/backend/dist/cli/aimline.js'), ...args], {
    env: { ...process.env, AIMLINE_DB_OWNER_CONNECTION: connectionOf(server, database), NODE_NO_WARNINGS: '1' },
    encoding: 'utf8',
  });
}

function connectionOf({ admin: { host, port } }: ExternalPostgres, name: string): string {
  return `postgres://aimline_owner:${OWNER_PASSWORD}@${host}:${port}/${name}`;
}

async function withClient<T>(admin: ExternalPostgres['admin'], work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ ...admin, database });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
