import { createHmac, randomBytes } from 'node:crypto';

/** A megabyte of counts. Of 10,000 who come in one minute, one in 26 shares a count with another. */
const PLACES = 2 ** 18;

/**
 * So many times a minute, for each of many; counted in memory, so for each process. Strangers make up names, long ones
 * and without end: names share a table of one size, by a hash whose key they do not know.
 */
export class RateLimit {
  #minute = 0;
  readonly #counts = new Uint32Array(PLACES);
  readonly #key = randomBytes(32);

  constructor(private readonly options: { perMinute: number; now: () => Date }) {}

  /** Counts one more for `whom`; whether it is too many for this minute. */
  exceeds(whom: string): boolean {
    const place = this.#placeOf(whom);
    this.#counts[place]! += 1;
    return this.#counts[place]! > this.options.perMinute;
  }

  /** In how many seconds the count begins anew, 1 to 60. */
  get secondsLeft(): number {
    return Math.ceil((60_000 - (this.options.now().getTime() % 60_000)) / 1000);
  }

  /** Whether one more would be too many. */
  isUsedUp(whom: string): boolean {
    return this.#counts[this.#placeOf(whom)]! >= this.options.perMinute;
  }

  #placeOf(whom: string): number {
    const minute = Math.floor(this.options.now().getTime() / 60_000);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#counts.fill(0);
    }
    return createHmac('sha256', this.#key).update(whom).digest().readUInt32LE() % PLACES;
  }
}
