const MAX_ATTEMPTS = 3;
const FIRST_DELAY_MS = 400;
const MAX_DELAY_MS = 5_000;
/** Network failure (0), too many requests, and a service that is overloaded or shutting down. */
const TRANSIENT: readonly (number | undefined)[] = [0, 429, 503];

/**
 * Retries transient failures, recognised by the `status` of the error: three attempts in all. The delay is `retryAfterMs`
 * of the service, otherwise about 0.3 s and then 0.6 s with random jitter, so that clients do not retry in step. A user is
 * waiting: when the delay would exceed five seconds, the error is thrown at once.
 */
export async function retry<T>(attempt: () => Promise<T>): Promise<T> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await attempt();
    } catch (error) {
      const { status, retryAfterMs } = error as { status?: number; retryAfterMs?: number | null };
      const delayMs = retryAfterMs ?? FIRST_DELAY_MS * 2 ** (attempts - 1) * (0.5 + Math.random() / 2);
      if (attempts === MAX_ATTEMPTS || !TRANSIENT.includes(status) || delayMs > MAX_DELAY_MS) throw error;
      await new Promise((resolve) => setTimeout(resolve, delayMs));
    }
  }
}
