import { createHmac, randomBytes } from 'node:crypto';

/** Number of counters: 1 MB. With 10,000 names in one minute, one in 26 shares its counter with another. */
const COUNTERS = 2 ** 18;

/**
 * A rate limit per name and minute, counted in memory and therefore per process. Memory is bounded even when an attacker
 * invents names: they are hashed into a table of fixed size, with a random key, so that collisions cannot be provoked.
 */
export class RateLimit {
  #minute = 0;
  readonly #counts = new Uint32Array(COUNTERS);
  readonly #key = randomBytes(32);

  constructor(private readonly options: { perMinute: number; now: () => Date }) {}

  /** Counts a request for `name`; true when it exceeds the limit of this minute. */
  exceeds(name: string): boolean {
    const counter = this.#counterOf(name);
    this.#counts[counter]! += 1;
    return this.#counts[counter]! > this.options.perMinute;
  }

  /** Seconds until the counters are reset, 1 to 60. */
  get secondsLeft(): number {
    return Math.ceil((60_000 - (this.options.now().getTime() % 60_000)) / 1000);
  }

  /** Whether the next request for `name` would exceed the limit. */
  isUsedUp(name: string): boolean {
    return this.#counts[this.#counterOf(name)]! >= this.options.perMinute;
  }

  #counterOf(name: string): number {
    const minute = Math.floor(this.options.now().getTime() / 60_000);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#counts.fill(0);
    }
    return createHmac('sha256', this.#key).update(name).digest().readUInt32LE() % COUNTERS;
  }
}
