import { setTimeout } from 'node:timers/promises';

/** @throws Error when it has not come to that within the patience, half a minute by default. */
export async function until(holds: () => boolean | Promise<boolean>, patienceMs = 30_000): Promise<void> {
  for (let waited = 0; waited < patienceMs; waited += 20) {
    if (await holds()) return;
    await setTimeout(20);
  }
  throw new Error(`It has not come to that in ${patienceMs / 1000} s.`);
}
