/** Names that are good for one use, as long as they could be used again. */
export class UsedOnce {
  readonly #used = new Map<string, number>();

  constructor(private readonly options: { lifetimeS: number; now: () => Date }) {}

  /** Whether this is the first use. */
  use(name: string): boolean {
    const nowS = this.options.now().getTime() / 1000;
    for (const [used, overAtS] of this.#used) if (overAtS < nowS) this.#used.delete(used);
    if (this.#used.has(name)) return false;
    this.#used.set(name, nowS + this.options.lifetimeS);
    return true;
  }
}
