/** An answer that comes within this time is waited for with the old page still open: no skeleton flashes by. */
export const PREFETCH_TIMEOUT_MS = 200;

/** Waits until a read has ended, but no longer than for a quick answer. */
export function withTimeout(reading: Promise<void>): Promise<void> {
  return Promise.race([reading, new Promise<void>((resolve) => setTimeout(resolve, PREFETCH_TIMEOUT_MS))]);
}
