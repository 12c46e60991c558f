import { LaunchRefused } from '../guard/launchRefused';
import { RateLimit } from '../RateLimit';

/** A district that begins its day with a bell stays far below. */
export const LOGINS_PER_MINUTE = 6_000;
/** One address is a whole school, but not the whole platform: nobody can use up what others need. */
const SHARE_OF_ADDRESS = 0.2;

/** How often logins, launches and notices may come, by issuer and client, and in it by address. */
export class LaunchLimits {
  readonly #ofClient: RateLimit;
  readonly #ofAddress: RateLimit;

  constructor({ perMinute, now }: { perMinute: number; now: () => Date }) {
    this.#ofClient = new RateLimit({ perMinute, now });
    this.#ofAddress = new RateLimit({ perMinute: perMinute * SHARE_OF_ADDRESS, now });
  }

  /** @throws LaunchRefused not_too_many. */
  count(step: 'login' | 'launch' | 'notice', client: { issuer: string; clientId: string; address: string }): void {
    const whom = JSON.stringify([step, client.issuer, client.clientId]);
    // An address that has used up its share does not use up the client's.
    if (this.#ofAddress.exceeds(`${whom} ${client.address}`) || this.#ofClient.exceeds(whom)) {
      throw new LaunchRefused('not_too_many');
    }
  }
}
