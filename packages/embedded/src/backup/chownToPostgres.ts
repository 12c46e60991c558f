import { execFileSync } from 'node:child_process';
import { chown } from 'node:fs/promises';
import { join } from 'node:path';
import { listTree } from './listTree';

/**
 * Makes a data folder belong to the user that PostgreSQL runs as: the current user, or "postgres" when that is root, as
 * which PostgreSQL refuses to run.
 *
 * @throws Error when the user "postgres" is needed and does not exist.
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
      'PostgreSQL does not run as root, and the user "postgres" does not exist: add it, or restore as another user.',
      {
        cause,
      },
    );
  }
}
