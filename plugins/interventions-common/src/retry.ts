const MAX_ATTEMPTS = 3;
const FIRST_DELAY_MS = 400;
const MAX_DELAY_MS = 5_000;
/** No answer, too many requests, a service that is busy or about to stop. */
const TRANSIENT: readonly (number | undefined)[] = [0, 429, 503];

/**
 * Tries up to three times what fails in passing, by the `status` of the error. It waits as long as the service has asked
 * (`retryAfterMs`), otherwise about 0.3 s and then 0.6 s, by chance, so that those who failed together do not come back
 * together. Somebody is looking on: a wait of more than five seconds is left to them, and the failure told at once.
 */
export async function retry<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      const { status, retryAfterMs } = error as { status?: number; retryAfterMs?: number | null };
      const delayMs = retryAfterMs ?? FIRST_DELAY_MS * 2 ** (tries - 1) * (0.5 + Math.random() / 2);
      if (tries === MAX_ATTEMPTS || !TRANSIENT.includes(status) || delayMs > MAX_DELAY_MS) throw error;
      await new Promise((resolve) => setTimeout(resolve, delayMs));
    }
  }
}
