/** The old page stays open this long while data loads, so that fast responses do not make a skeleton flash. */
export const PREFETCH_TIMEOUT_MS = 200;

/** Waits for a read, at most `PREFETCH_TIMEOUT_MS`. */
export function withTimeout(reading: Promise<void>): Promise<void> {
  return Promise.race([reading, new Promise<void>((resolve) => setTimeout(resolve, PREFETCH_TIMEOUT_MS))]);
}
