import { setTimeout } from 'node:timers/promises';

/** @throws Error when it has not come to that in half a minute. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < 30_000; waited += 20) {
    if (await holds()) return;
    await setTimeout(20);
  }
  throw new Error('It has not come to that in half a minute.');
}
