import { networkOf, RateLimit } from '@aimline/plugin-interventions-node';
import { LaunchRefusedError } from './guard/LaunchRefusedError';

type Step = 'login' | 'launch' | 'notice';

/** A district that begins its day with a bell stays far below. */
export const LOGINS_PER_MINUTE = 6_000;
/** One address is a whole school, but not the whole platform: nobody can use up what others need. */
const SHARE_OF_ADDRESS = 0.2;

/** How often logins, launches and notices may come: from an address, and for a client of an issuer. */
export class LaunchLimits {
  readonly #ofClient: RateLimit;
  readonly #ofAddress: RateLimit;

  constructor({ perMinute, now }: { perMinute: number; now: () => Date }) {
    this.#ofClient = new RateLimit({ perMinute, now });
    this.#ofAddress = new RateLimit({ perMinute: perMinute * SHARE_OF_ADDRESS, now });
  }

  /**
   * Counted before anything else of a request is looked at, and whatever it says: an address that has used up its share
   * costs nothing more, and does not use up that of a client.
   *
   * @throws LaunchRefusedError not_too_many.
   */
  countAddress(step: Step, address: string): void {
    if (this.#ofAddress.exceeds(`${step} ${networkOf(address)}`)) throw new LaunchRefusedError('not_too_many');
  }

  /** @throws LaunchRefusedError not_too_many. */
  countClient(step: Step, client: { issuer: string; clientId: string }): void {
    if (this.#ofClient.exceeds(JSON.stringify([step, client.issuer, client.clientId]))) {
      throw new LaunchRefusedError('not_too_many');
    }
  }
}
