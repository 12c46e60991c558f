import { type Actor, networkOf, RateLimit, TooManyRequestsError } from '@aimline/plugin-interventions-node';
import { createHash } from 'node:crypto';

export interface RequestLimitOptions {
  /** Ten a second by default: nobody clicks as fast, and a page that loads asks for a dozen things once. */
  sessionPerMinute?: number;
  /** In all their sessions. */
  personPerMinute?: number;
  /** By default what five hundred people make of it who open a page each every twenty seconds. */
  tenantPerMinute?: number;
  /** Requests that prove nothing, from one network: an address is a whole school, whose sessions end one by one. */
  unprovenPerMinute?: number;
  now?: () => Date;
}

/**
 * How much may be asked for in a minute of the clock, so that nobody can use up what the others need: with one token, by
 * one person, by one tenant, and from one network without proof. Counted in memory: each process has its own count.
 */
export class RequestLimits {
  readonly #ofToken: RateLimit;
  readonly #ofPerson: RateLimit;
  readonly #ofTenant: RateLimit;
  readonly #unproven: RateLimit;

  constructor({
    sessionPerMinute = 600,
    personPerMinute = 1_200,
    tenantPerMinute = 30_000,
    unprovenPerMinute = 6_000,
    now = () => new Date(),
  }: RequestLimitOptions = {}) {
    this.#ofToken = new RateLimit({ perMinute: sessionPerMinute, now });
    this.#ofPerson = new RateLimit({ perMinute: personPerMinute, now });
    this.#ofTenant = new RateLimit({ perMinute: tenantPerMinute, now });
    this.#unproven = new RateLimit({ perMinute: unprovenPerMinute, now });
  }

  /**
   * Counted before it is known who asks: each token that is looked for is a question to the database.
   *
   * @param authorization the header of the request.
   * @throws TooManyRequestsError
   */
  countRequest(address: string, authorization: string | undefined): void {
    if (this.#unproven.isUsedUp(networkOf(address))) throw tooMany(this.#unproven);
    if (authorization === undefined) return;
    const token = createHash('sha256').update(authorization).digest('base64');
    if (this.#ofToken.exceeds(token)) throw tooMany(this.#ofToken);
  }

  /** Counts a request that has proven nothing. */
  countUnproven(address: string): void {
    this.#unproven.exceeds(networkOf(address));
  }

  /**
   * Counts a request of somebody; what a person asks for beyond measure does not count for the tenant.
   *
   * @throws TooManyRequestsError
   */
  countActor({ tenantId, personId }: Actor): void {
    if (this.#ofPerson.exceeds(`${tenantId} ${personId}`)) throw tooMany(this.#ofPerson);
    if (this.#ofTenant.exceeds(tenantId)) {
      throw tooMany(this.#ofTenant, 'Too many people of your district ask for something at once.');
    }
  }
}

function tooMany({ secondsLeft }: RateLimit, sentence = 'That was too much at once.'): TooManyRequestsError {
  return new TooManyRequestsError(sentence, secondsLeft);
}
