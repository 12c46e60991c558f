import { networkOf, RateLimit } from '@aimline/plugin-interventions-node';
import { LaunchRefusedError } from '../guard/LaunchRefusedError';

type Step = 'login' | 'launch' | 'notice';

/**
 * The limit of each step per client and minute: far above the launches of a whole district when its school day begins.
 */
export const LOGINS_PER_MINUTE = 6_000;
/** The share of the limit that one IP address may use: it can be a whole school, but not the whole platform. */
const SHARE_OF_ADDRESS = 0.2;

/** The rate limits of logins, launches and notices: per address, and per client of an issuer. */
export class LaunchLimits {
  readonly #ofClient: RateLimit;
  readonly #ofAddress: RateLimit;

  constructor({ perMinute, now }: { perMinute: number; now: () => Date }) {
    this.#ofClient = new RateLimit({ perMinute, now });
    this.#ofAddress = new RateLimit({ perMinute: perMinute * SHARE_OF_ADDRESS, now });
  }

  /**
   * Counts a request of an address, before anything else is read: an address over its limit costs no further work, and
   * does not use up the limit of a client.
   *
   * @throws LaunchRefusedError not_too_many.
   */
  countAddress(step: Step, address: string): void {
    if (this.#ofAddress.exceeds(`${step} ${networkOf(address)}`)) throw new LaunchRefusedError('not_too_many');
  }

  /**
   * Counts a request for a client of an issuer.
   *
   * @throws LaunchRefusedError not_too_many.
   */
  countClient(step: Step, client: { issuer: string; clientId: string }): void {
    if (this.#ofClient.exceeds(JSON.stringify([step, client.issuer, client.clientId]))) {
      throw new LaunchRefusedError('not_too_many');
    }
  }
}
