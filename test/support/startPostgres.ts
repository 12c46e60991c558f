import { type RunningPostgres, startEmbeddedPostgres } from '@aimline/demo/embeddedPostgres';
import { migrate, provisionDatabase } from '@aimline/plugin-interventions-backend';
import { mkdtemp, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { OWNER_PASSWORD, APP_PASSWORD, SERVER_VARIABLE, TEMPLATE_DATABASE } from './database';

declare global {
  // oxlint-disable-next-line no-var
  var testPostgres: RunningPostgres | undefined;
}

/** One server for the whole run, with a migrated database that each test file clones. */
export default async function startPostgres(): Promise<void> {
  const parent = await mkdtemp(join(tmpdir(), 'aimline-test-'));
  await chmod(parent, 0o755);
  const server = await startEmbeddedPostgres({
    directory: join(parent, 'postgres'),
    password: 'test',
    forgetful: true,
  });
  globalThis.testPostgres = server;
  const { host, port } = server.admin;
  await provisionDatabase({
    admin: server.admin,
    database: TEMPLATE_DATABASE,
    ownerPassword: OWNER_PASSWORD,
    appPassword: APP_PASSWORD,
  });
  const root = resolve(__dirname, '../..');
  await migrate(`postgres://aimline_owner:${OWNER_PASSWORD}@${host}:${port}/${TEMPLATE_DATABASE}`, [
    join(root, 'plugins/interventions-backend/migrations'),
    join(root, 'lti/migrations'),
  ]);
  process.env[SERVER_VARIABLE] = JSON.stringify(server.admin);
}
