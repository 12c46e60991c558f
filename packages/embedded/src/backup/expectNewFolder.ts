import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** @throws Error that names the option to change when there is something at the folder already. */
export async function expectNewFolder(folder: string, option: '--to' | '--data'): Promise<void> {
  if (existsSync(join(folder, 'postgres/postmaster.pid'))) {
    throw new Error(`A database runs on "${folder}", or was killed there: name a new folder with ${option}.`);
  }
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (names.length > 0) throw new Error(`"${folder}" is not empty: name a new folder with ${option}.`);
}
