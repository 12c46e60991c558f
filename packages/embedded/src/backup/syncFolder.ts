import { open } from 'node:fs/promises';

/** Makes the names in a folder survive a loss of power; its files are made to by whoever writes them. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
