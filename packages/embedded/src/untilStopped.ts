import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** Waits until the database server on a folder has stopped, for ten seconds at most. */
export async function untilStopped(directory: string): Promise<void> {
  for (let waited = 0; waited < 10_000 && existsSync(join(directory, 'postmaster.pid')); waited += 50) {
    await setTimeout(50);
  }
}
