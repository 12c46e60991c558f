/** Prevents replays: remembers each used id until it would have expired anyway. */
export class UsedOnce {
  readonly #used = new Map<string, number>();

  constructor(private readonly options: { lifetimeS: number; now: () => Date }) {}

  /** Records the use of an id, and returns whether it is the first one. */
  use(id: string): boolean {
    const nowS = this.options.now().getTime() / 1000;
    for (const [used, expiresAtS] of this.#used) if (expiresAtS < nowS) this.#used.delete(used);
    if (this.#used.has(id)) return false;
    this.#used.set(id, nowS + this.options.lifetimeS);
    return true;
  }
}
