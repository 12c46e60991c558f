import { ApiError } from '@aimline/plugin-interventions-common/client';
import type { LaunchSession } from '@aimline/plugin-interventions-common/launchSession';
import { requestSession } from './requestSession';

const MIN_LIFETIME_MS = 60_000;
const MAX_LIFETIME_MS = 15 * 60_000;
const RETRY_MS = 15_000;

/**
 * Holds the token of a launch, only in memory, and renews it while the page is open: after two thirds of its lifetime, or
 * when a page that was asleep at that time becomes visible again.
 */
export class SessionRenewer {
  #session: LaunchSession;
  #ended = false;
  #renewDueAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #renewal: Promise<boolean> | undefined;
  readonly #listeners = new Set<() => void>();

  constructor(session: LaunchSession) {
    this.#session = session;
    this.#scheduleRenewal();
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible' && Date.now() >= this.#renewDueAt) void this.renew();
    });
  }

  readonly token = (): string => this.#session.token;

  /** Whether the service has refused to renew. */
  readonly ended = (): boolean => this.#ended;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Renews the token; concurrent calls share one request. Resolves to whether there is a valid token. */
  renew(): Promise<boolean> {
    this.#renewal ??= this.#renew().finally(() => (this.#renewal = undefined));
    return this.#renewal;
  }

  /** Wraps a call: when the service answers 401, the token is renewed and the call repeated once. */
  withRenewal<C extends (...args: never[]) => Promise<unknown>>(call: C): C {
    return (async (...args: Parameters<C>) => {
      try {
        return await call(...args);
      } catch (error) {
        if (error instanceof ApiError && error.status === 401 && (await this.renew())) return call(...args);
        throw error;
      }
    }) as C;
  }

  async #renew(): Promise<boolean> {
    if (this.#ended) return false;
    try {
      this.#session = await requestSession('/lti/session/renewal', { token: this.#session.token });
      this.#scheduleRenewal();
      return true;
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) this.#end();
      else this.#schedule(RETRY_MS);
      return false;
    }
  }

  #end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    for (const listener of this.#listeners) listener();
  }

  /** Limits the computed lifetime, so that a device with a wrong clock still renews before the token expires. */
  #scheduleRenewal(): void {
    const lifetime = Date.parse(this.#session.expiresAt) - Date.now();
    this.#schedule((Math.min(MAX_LIFETIME_MS, Math.max(MIN_LIFETIME_MS, lifetime)) * 2) / 3);
  }

  #schedule(delayMs: number): void {
    clearTimeout(this.#timer);
    this.#renewDueAt = Date.now() + delayMs;
    this.#timer = setTimeout(() => void this.renew(), delayMs);
  }
}
