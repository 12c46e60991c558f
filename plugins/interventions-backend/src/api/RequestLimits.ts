import {
  type Actor,
  networkOf,
  RateLimit,
  readAuthorization,
  TooManyRequestsError,
} from '@aimline/plugin-interventions-node';

export interface RequestLimitOptions {
  /** Per token; 600 by default: ten a second is faster than anyone clicks, and a page load needs a dozen at once. */
  sessionPerMinute?: number;
  /** Per person, in all their sessions. */
  personPerMinute?: number;
  /** Per district; the default fits five hundred people who each open a page every twenty seconds. */
  tenantPerMinute?: number;
  /** Invalid credentials per network; generous, because a whole school shares one address and its sessions expire one by one. */
  invalidPerMinute?: number;
  now?: () => Date;
}

/**
 * Rate limits per calendar minute: per token, person and tenant, and for invalid credentials per network. Counted in memory,
 * so each process has its own counts.
 */
export class RequestLimits {
  readonly #perToken: RateLimit;
  readonly #perPerson: RateLimit;
  readonly #perTenant: RateLimit;
  readonly #invalid: RateLimit;

  constructor({
    sessionPerMinute = 600,
    personPerMinute = 1_200,
    tenantPerMinute = 30_000,
    invalidPerMinute = 6_000,
    now = () => new Date(),
  }: RequestLimitOptions = {}) {
    this.#perToken = new RateLimit({ perMinute: sessionPerMinute, now });
    this.#perPerson = new RateLimit({ perMinute: personPerMinute, now });
    this.#perTenant = new RateLimit({ perMinute: tenantPerMinute, now });
    this.#invalid = new RateLimit({ perMinute: invalidPerMinute, now });
  }

  /**
   * Counts a request by its credential, before the database checks it. Requests without one cost nothing and are not
   * counted.
   *
   * @param credential the header `Authorization`, or the secret in the path of a public route
   * @throws TooManyRequestsError
   */
  countCredential(
    address: string,
    credential: { authorization?: string | undefined; secret?: string | undefined },
  ): void {
    if (credential.authorization === undefined && credential.secret === undefined) return;
    if (this.#invalid.isUsedUp(networkOf(address))) throw tooMany(this.#invalid);
    // API clients are counted in `countActor`
    const token = readAuthorization(credential.authorization)?.secret ?? credential.secret;
    if (token !== undefined && this.#perToken.exceeds(token)) throw tooMany(this.#perToken);
  }

  /** Counts an invalid credential, because each costs a query. */
  countInvalid(address: string): void {
    this.#invalid.exceeds(networkOf(address));
  }

  /**
   * Counts a request of an authenticated actor; a request beyond the person's limit does not count for the tenant.
   *
   * @throws TooManyRequestsError
   */
  countActor({ tenantId, personId }: Actor): void {
    if (this.#perPerson.exceeds(`${tenantId} ${personId}`)) throw tooMany(this.#perPerson);
    if (this.#perTenant.exceeds(tenantId)) {
      throw tooMany(this.#perTenant, 'Your district has sent too many requests.');
    }
  }
}

function tooMany({ secondsLeft }: RateLimit, message = 'You have sent too many requests.'): TooManyRequestsError {
  return new TooManyRequestsError(message, secondsLeft);
}
