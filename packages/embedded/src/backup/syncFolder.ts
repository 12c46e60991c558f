import { open } from 'node:fs/promises';

/** Flushes the entries of a folder to the disk, so that they survive a loss of power; each file is flushed by its writer. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
