/** So many times a minute, for each of many; counted in memory, so for each process. */
export class RateLimit {
  #minute = 0;
  #counts = new Map<string, number>();

  constructor(private readonly options: { perMinute: number; now: () => Date }) {}

  /** Whether one more is too many for `whom` in this minute. */
  exceeds(whom: string): boolean {
    const minute = Math.floor(this.options.now().getTime() / 60_000);
    if (minute !== this.#minute) {
      this.#minute = minute;
      // Forgetting all at once bounds the memory: strangers can make up names.
      this.#counts = new Map();
    }
    const count = (this.#counts.get(whom) ?? 0) + 1;
    this.#counts.set(whom, count);
    return count > this.options.perMinute;
  }
}
