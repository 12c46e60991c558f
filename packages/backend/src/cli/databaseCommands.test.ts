import { mintBearerSecret, provenTenantId } from '@aimline/plugin-interventions-node';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { Client } from 'pg';
import { APP_PASSWORD, OWNER_PASSWORD, SERVER_VARIABLE } from '../../../../test/support/database';
import { type ServiceProcess, startServiceProcess } from '../../../../test/support/startServiceProcess';

const ROOT = resolve(__dirname, '../../../..');
const admin = JSON.parse(process.env[SERVER_VARIABLE]!);
const { host, port } = admin;
const database = `test_${randomBytes(6).toString('hex')}`;

const environment = {
  ...{ PGHOST: host, PGPORT: String(port), PGUSER: admin.user, PGPASSWORD: admin.password },
  ...{ AIMLINE_DB_NAME: database, AIMLINE_DB_OWNER_PASSWORD: OWNER_PASSWORD, AIMLINE_DB_APP_PASSWORD: APP_PASSWORD },
  AIMLINE_DB_OWNER_CONNECTION: `postgres://aimline_owner:${OWNER_PASSWORD}@${host}:${port}/${database}`,
};

let server: Client;
let service: ServiceProcess | undefined;
beforeAll(async () => {
  server = new Client({ ...admin, database: 'postgres' });
  await server.connect();
});
afterAll(async () => {
  await service?.kill();
  await server.query(`drop database if exists ${database} with (force)`);
  await server.end();
});

test('provision creates what is missing, and changes nothing when it is repeated', () => {
  const first = aimline('provision');
  expect(first).toMatchObject({ status: 0, stderr: '' });
  expect(first.stdout).toContain(`The database server ${host}:${port} is prepared for Aimline.\n`);
  expect(first.stdout).toContain(`\n  database "${database}"    created\n`);
  expect(aimline('provision').stdout.split('\n').slice(1, 4)).toEqual([
    '  login aimline_owner   existed; its password is set',
    '  login aimline_app     existed; its password is set',
    `  database "${database}"    existed; its data is as it was`,
  ]);
});

test('a service without the rights of the owner refuses a database that is not migrated', async () => {
  await expect(serve()).rejects.toThrow(
    /The database lacks \d{2} migrations; the first is "\w+\.js"\. Run "npm run aimline -- db migrate", or set /,
  );
});

test('migrate brings the tables up to date, once', () => {
  expect(aimline('migrate')).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(
      /^The schema is up to date: \d{2} migrations applied, the last is "\d{14}_\w+\.js"\.\n$/,
    ),
  });
  expect(aimline('migrate').stdout).toBe('The schema is up to date: no migration was due.\n');
});

test('a service without the rights of the owner serves a database that is migrated', async () => {
  service = await serve();
  const statusOf = async (path: string) => (await fetch(`${service!.address}${path}`)).status;
  expect(await statusOf(`/app/?code=${mintBearerSecret(provenTenantId(randomUUID())).secret}`)).toBe(200);
  expect(await statusOf('/api/interventions/openapi.json')).toBe(200);
});

test('provision by a login that is not a superuser is refused, and changes nothing', async () => {
  const login = `clerk_${randomBytes(6).toString('hex')}`;
  await server.query(`create role ${login} login createdb createrole password 'clerk'`);
  try {
    const names = { PGUSER: login, PGPASSWORD: 'clerk', AIMLINE_DB_NAME: `${database}_clerk` };
    expect(aimline('provision', names)).toMatchObject({
      status: 1,
      stdout: '',
      stderr: `"${login}" (PGUSER) is not a superuser of the server.\n`,
    });
    expect(await server.query('select from pg_database where datname = $1', [names.AIMLINE_DB_NAME])).toMatchObject({
      rowCount: 0,
    });
  } finally {
    await server.query(`drop role ${login}`);
  }
});

test('a command with a wrong or missing password ends at once', () => {
  const begun = performance.now();
  // no ~/.pgpass either
  const missing = aimline('provision', { PGPASSWORD: '', PGPASSFILE: '/nowhere' });
  expect(missing).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('password') });
  expect(aimline('provision', { PGPASSWORD: 'wrong' })).toMatchObject({ status: 1, stdout: '' });
  const withoutPassword = `postgres://aimline_owner@${host}:${port}/${database}`;
  expect(run('jobs', 'list', { AIMLINE_DB_OWNER_CONNECTION: withoutPassword, PGPASSWORD: '' })).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringMatching(/^[^\n]*password[^\n]*\n$/),
  });
  expect(performance.now() - begun).toBeLessThan(30_000);
});

test('migrate as another login than the owner is refused', () => {
  const connection = `postgres://${admin.user}:${admin.password}@${host}:${port}/${database}`;
  expect(aimline('migrate', { AIMLINE_DB_OWNER_CONNECTION: connection })).toMatchObject({
    status: 1,
    stdout: '',
    stderr: `The migrations run as aimline_owner, not as "${admin.user}": set AIMLINE_DB_OWNER_CONNECTION.\n`,
  });
});

test('a server that cannot be reached is a sentence and exit code 1', () => {
  const { status, stdout, stderr } = aimline('provision', { PGPORT: '1' });
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain(`connect ECONNREFUSED ${host}:1`);
});

function aimline(command: string, changes: Record<string, string> = {}) {
  return run('db', command, changes);
}

/** The compiled command as a process of its own. */
function run(area: string, command: string, changes: Record<string, string>) {
  return spawnSync(process.execPath, ['packages/backend/dist/cli/aimline.js', area, command], {
    cwd: ROOT,
    env: { ...process.env, ...environment, ...changes, NODE_NO_WARNINGS: '1' },
    encoding: 'utf8',
  });
}

function serve(): Promise<ServiceProcess> {
  const login = { user: 'aimline_app', password: APP_PASSWORD };
  return startServiceProcess({
    db: { appConnection: { host, port, ...login, database, pipeline: true } },
    origin: 'http://localhost:7007',
    appDirectory: resolve(ROOT, 'packages/app/dist/web'),
  });
}
