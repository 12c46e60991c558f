import type { JsonWebKey } from 'node:crypto';
import { z } from 'zod';
import { LaunchRefused } from '../guard/launchRefused';
import type { Reach } from '../outbound/expectPublicUrl';
import { requestJson } from '../outbound/requestJson';

const FRESH_MS = 10 * 60_000;
/** An unknown kid may be a new key; asking at each of them would let a stranger make us ask without end. */
const RETRY_WINDOW_MS = 30_000;
const MOST_RETRIES = 5;
const TIMEOUT_MS = 4_000;
const MAX_BYTES = 500_000;

const KeySet = z.object({
  keys: z.array(z.looseObject({ kid: z.string().optional(), kty: z.string() })).max(1000),
});

/** The public keys of platforms, by the address of their key set; kept for ten minutes. */
export class PlatformKeys {
  /** How often an unknown kid has made us read a set again. */
  readonly #retries = new Map<string, { sinceMs: number; times: number }>();
  readonly #sets = new Map<string, { readAtMs: number; keys: Promise<JsonWebKey[]> }>();

  constructor(private readonly options: Reach & { now: () => Date }) {}

  /**
   * The RSA key that the platform publishes under `kid`; undefined when it publishes none.
   *
   * @throws LaunchRefused keys_reachable when the platform does not answer with a key set in time.
   */
  async find(jwksUri: string, kid: string): Promise<JsonWebKey | undefined> {
    const named = (keys: JsonWebKey[]) => keys.find((key) => key.kid === kid);
    const known = named(await this.#read(jwksUri, FRESH_MS));
    if (known) return known;
    return this.#mayAskAgain(jwksUri) ? named(await this.#read(jwksUri, 0)) : undefined;
  }

  #mayAskAgain(jwksUri: string): boolean {
    const nowMs = this.options.now().getTime();
    const kept = this.#retries.get(jwksUri);
    const retries = kept && nowMs - kept.sinceMs < RETRY_WINDOW_MS ? kept : { sinceMs: nowMs, times: 0 };
    this.#retries.set(jwksUri, { ...retries, times: retries.times + 1 });
    return retries.times < MOST_RETRIES;
  }

  #read(jwksUri: string, freshMs: number): Promise<JsonWebKey[]> {
    const nowMs = this.options.now().getTime();
    const kept = this.#sets.get(jwksUri);
    if (kept && nowMs - kept.readAtMs < freshMs) return kept.keys;
    const keys = fetchKeys(jwksUri, this.options).catch((cause) => {
      // An unknown kid, asked for while the platform is down, does not cost us the keys we know.
      if (kept) this.#sets.set(jwksUri, kept);
      else this.#sets.delete(jwksUri);
      throw new LaunchRefused('keys_reachable', { cause });
    });
    this.#sets.set(jwksUri, { readAtMs: nowMs, keys });
    return keys;
  }
}

async function fetchKeys(jwksUri: string, { allowLoopback, resolve }: Reach): Promise<JsonWebKey[]> {
  const reach = { allowLoopback, ...(resolve && { resolve }) };
  const body = await requestJson(jwksUri, { ...reach, timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES });
  return KeySet.parse(body).keys.filter((key) => key.kty === 'RSA' && (key.use ?? 'sig') === 'sig') as JsonWebKey[];
}
