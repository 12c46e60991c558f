import { execFileSync } from 'node:child_process';
import { chown } from 'node:fs/promises';
import { join } from 'node:path';
import { listTree } from './listTree';

/**
 * Makes the user whom PostgreSQL runs as own a data folder. That is whoever runs Aimline; for root, whom PostgreSQL
 * refuses, the user "postgres".
 *
 * @throws Error when there is no such user.
 */
export async function chownToPostgres(folder: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const [uid, gid] = [idOf('-u'), idOf('-g')];
  const { folders, files } = await listTree(folder);
  for (const path of ['', ...folders, ...files]) await chown(join(folder, path), uid, gid);
}

function idOf(which: '-u' | '-g'): number {
  try {
    return Number(execFileSync('id', [which, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch (cause) {
    throw new Error(
      'PostgreSQL does not run as root, and there is no user "postgres": add one, or restore as another user.',
      {
        cause,
      },
    );
  }
}
