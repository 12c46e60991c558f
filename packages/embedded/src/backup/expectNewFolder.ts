import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** @throws Error that names the option to change when the folder exists and is not empty. */
export async function expectNewFolder(folder: string, option: '--to' | '--data'): Promise<void> {
  if (existsSync(join(folder, 'postgres/postmaster.pid'))) {
    throw new Error(`"${folder}" has a database that is running or was killed: name a new folder with ${option}.`);
  }
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (names.length > 0) throw new Error(`"${folder}" is not empty: name a new folder with ${option}.`);
}
