import { randomBytes } from 'node:crypto';

/** Values kept for a short time under keys that nobody can guess. */
export class TtlMap<T> {
  readonly #entries = new Map<string, { value: T; expiresAtMs: number }>();

  constructor(
    private readonly lifetimeMs: number,
    private readonly now: () => Date,
  ) {}

  /** Keeps the value and returns its key. */
  put(value: T): string {
    this.#dropExpired();
    const key = randomBytes(24).toString('base64url');
    this.#entries.set(key, { value, expiresAtMs: this.now().getTime() + this.lifetimeMs });
    return key;
  }

  /** The value, which stays; undefined when the key is unknown or its time is over. */
  read(key: string): T | undefined {
    this.#dropExpired();
    return this.#entries.get(key)?.value;
  }

  /** The value, which is gone afterwards. */
  take(key: string): T | undefined {
    const value = this.read(key);
    this.#entries.delete(key);
    return value;
  }

  /** All entries live equally long, so the oldest ones, which a map lists first, expire first. */
  #dropExpired(): void {
    for (const [key, { expiresAtMs }] of this.#entries) {
      if (expiresAtMs > this.now().getTime()) return;
      this.#entries.delete(key);
    }
  }
}
