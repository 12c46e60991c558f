import { setTimeout } from 'node:timers/promises';

/** Polls until the condition holds. @throws Error after the timeout, half a minute by default. */
export async function until(holds: () => boolean | Promise<boolean>, timeoutMs = 30_000): Promise<void> {
  for (let waited = 0; waited < timeoutMs; waited += 20) {
    if (await holds()) return;
    await setTimeout(20);
  }
  throw new Error(`The condition did not hold within ${timeoutMs / 1000} s.`);
}
