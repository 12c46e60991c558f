import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** Waits until the database server on a folder has ended, for ten seconds at most. */
export async function ended(directory: string): Promise<void> {
  for (let waited = 0; waited < 10_000 && existsSync(join(directory, 'postmaster.pid')); waited += 50) {
    await setTimeout(50);
  }
}
