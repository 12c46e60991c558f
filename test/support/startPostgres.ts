import { type RunningPostgres, startEmbeddedPostgres } from '@aimline/embedded/embeddedPostgres';
import { mkdtemp, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeTemplate } from './makeTemplate';

declare global {
  // oxlint-disable-next-line no-var
  var testPostgres: RunningPostgres | undefined;
  // oxlint-disable-next-line no-var
  var testFolder: string | undefined;
}

/**
 * One server for the whole run, with a migrated database that each test file clones.
 *
 * @param project - with `isDurable` among its globals the server uses fsync, as in production.
 */
export default async function startPostgres(
  _run: unknown,
  { globals }: { globals: { isDurable?: boolean } },
): Promise<void> {
  const parent = await mkdtemp(join(tmpdir(), 'aimline-test-'));
  globalThis.testFolder = parent;
  await chmod(parent, 0o755);
  const server = await startEmbeddedPostgres({
    directory: join(parent, 'postgres'),
    password: 'test',
    isTemporary: globals.isDurable !== true,
  });
  globalThis.testPostgres = server;
  await makeTemplate(server.admin);
}
