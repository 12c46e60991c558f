import type { Row } from 'ltijs';

/** An access token is not used in its last minute. */
const MARGIN_MS = 60_000;

/** Access tokens for the services of platforms, one for each registration and scope; in memory only. */
export class AccessTokens {
  readonly #tokens = new Map<string, Row & { endsAtMs: number }>();

  constructor(private readonly now: () => Date) {}

  /** The token that is good for a minute and more, as ltijs keeps it. */
  find(registrationId: string, scope: string): Row | undefined {
    const kept = this.#tokens.get(`${registrationId} ${scope}`);
    return kept && kept.endsAtMs > this.now().getTime() ? kept : undefined;
  }

  keep(registrationId: string, scope: string, token: { expires_in?: unknown }): void {
    const createdAt = this.now().getTime();
    const lifetimeMs = Number(token.expires_in ?? 3600) * 1000;
    this.#tokens.set(`${registrationId} ${scope}`, {
      token,
      createdAt,
      endsAtMs: createdAt + lifetimeMs - MARGIN_MS,
    });
  }

  /** Forgets a token that the platform did not take. */
  drop(registrationId: string, scope: string): void {
    this.#tokens.delete(`${registrationId} ${scope}`);
  }
}
