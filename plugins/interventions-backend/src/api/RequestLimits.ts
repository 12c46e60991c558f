import type { Actor } from '@aimline/plugin-interventions-node';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { TooManyRequestsError } from './errors';

export interface RequestLimitOptions {
  /** Twenty a second by default: nobody clicks as fast, and a page that loads asks for a dozen things once. */
  personPerMinute?: number;
  /** By default what five hundred people make of it who open a page each every twenty seconds. */
  tenantPerMinute?: number;
}

/**
 * How much a person and a tenant may ask for in the minute that begins with a request of theirs, so that nobody can use
 * up what the others need. Counted in memory: each process has its own count.
 */
export class RequestLimits {
  readonly #ofPerson: RateLimiterMemory;
  readonly #ofTenant: RateLimiterMemory;

  constructor({ personPerMinute = 1_200, tenantPerMinute = 30_000 }: RequestLimitOptions = {}) {
    this.#ofPerson = new RateLimiterMemory({ points: personPerMinute, duration: 60 });
    this.#ofTenant = new RateLimiterMemory({ points: tenantPerMinute, duration: 60 });
  }

  /**
   * Counts a request; what a person asks for beyond measure does not count for the tenant.
   *
   * @throws TooManyRequestsError when it is one too many.
   */
  async count({ tenantId, personId }: Actor): Promise<void> {
    await spend(this.#ofPerson, `${tenantId} ${personId}`, 'That was too much at once.');
    await spend(this.#ofTenant, tenantId, 'Too many people of your district ask for something at once.');
  }
}

async function spend(limiter: RateLimiterMemory, whose: string, sentence: string): Promise<void> {
  await limiter.consume(whose).catch(({ msBeforeNext }: { msBeforeNext: number }) => {
    throw new TooManyRequestsError(sentence, Math.ceil(msBeforeNext / 1000));
  });
}
