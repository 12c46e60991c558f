import {
  type Actor,
  networkOf,
  RateLimit,
  readAuthorization,
  TooManyRequestsError,
} from '@aimline/plugin-interventions-node';

export interface RequestLimitOptions {
  /** Ten a second by default: nobody clicks as fast, and a page that loads asks for a dozen things once. */
  sessionPerMinute?: number;
  /** In all their sessions. */
  personPerMinute?: number;
  /** By default what five hundred people make of it who open a page each every twenty seconds. */
  tenantPerMinute?: number;
  /** Proofs that are none, from one network: an address is a whole school, whose sessions end one by one. */
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
   * Counts a request by what it brings as a proof, before the database is asked whether it is one. Requests that bring
   * none cost nothing, and are not counted.
   *
   * @param proof the header `Authorization`, or the secret in the path of a public address.
   * @throws TooManyRequestsError
   */
  countProof(address: string, proof: { authorization?: string | undefined; secret?: string | undefined }): void {
    if (proof.authorization === undefined && proof.secret === undefined) return;
    if (this.#unproven.isUsedUp(networkOf(address))) throw tooMany(this.#unproven);
    // programs are counted as the actors that they are
    const token = readAuthorization(proof.authorization)?.secret ?? proof.secret;
    if (token !== undefined && this.#ofToken.exceeds(token)) throw tooMany(this.#ofToken);
  }

  /** Counts a proof that is none: each is a question to the database. */
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
