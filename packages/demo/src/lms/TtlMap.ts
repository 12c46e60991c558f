import { randomBytes } from 'node:crypto';

/** Values that are stored under random keys and expire after a fixed time. */
export class TtlMap<T> {
  readonly #entries = new Map<string, { value: T; expiresAtMs: number }>();

  constructor(
    private readonly lifetimeMs: number,
    private readonly now: () => Date,
  ) {}

  /** Stores a value and returns its key. */
  put(value: T): string {
    this.#dropExpired();
    const key = randomBytes(24).toString('base64url');
    this.#entries.set(key, { value, expiresAtMs: this.now().getTime() + this.lifetimeMs });
    return key;
  }

  /** Returns the value and leaves it stored; undefined when the key is unknown or has expired. */
  read(key: string): T | undefined {
    this.#dropExpired();
    return this.#entries.get(key)?.value;
  }

  /** Returns the value and removes it; undefined when the key is unknown or has expired. */
  consume(key: string): T | undefined {
    const value = this.read(key);
    this.#entries.delete(key);
    return value;
  }

  /** Stops at the first valid entry: all entries have the same lifetime, and a Map iterates from the oldest. */
  #dropExpired(): void {
    for (const [key, { expiresAtMs }] of this.#entries) {
      if (expiresAtMs > this.now().getTime()) return;
      this.#entries.delete(key);
    }
  }
}
