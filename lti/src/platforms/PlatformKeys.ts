import { type OutboundPolicy, requestJson } from '@aimline/plugin-interventions-node';
import type { JsonWebKey } from 'node:crypto';
import { z } from 'zod';
import { LaunchRefusedError } from '../guard/LaunchRefusedError';

const FRESH_MS = 10 * 60_000;
/** An unknown kid may be a new key, but fetching for each one would let a stranger cause unlimited requests. */
const RETRY_WINDOW_MS = 30_000;
const MAX_RETRIES = 5;
/**
 * The maximum number of cached key sets: far more platforms than launch at the same time; the least recently used is
 * evicted.
 */
const MAX_PLATFORMS = 500;
const TIMEOUT_MS = 4_000;
const MAX_BYTES = 500_000;

const KeySet = z.object({
  keys: z.array(z.looseObject({ kid: z.string().optional(), kty: z.string() })).max(1000),
});

/** The cache entry of one key set. */
interface CachedKeySet {
  cached?: { fetchedAtMs: number; keys: readonly JsonWebKey[] };
  /** The request in progress. */
  fetching?: Promise<readonly JsonWebKey[]>;
  /** How often an unknown kid has caused a request since `sinceMs`. */
  retries: { sinceMs: number; times: number };
}

/**
 * The public keys of platforms, by the address of their key set; cached for ten minutes.
 *
 * Not jose's `createRemoteJWKSet`: ltijs needs the JWK itself before it verifies, refusals tell keys_reachable from
 * key_known, and five refetches in half a minute are allowed where jose has one cooldown. A second cache for notices
 * alone would be more code.
 */
export class PlatformKeys {
  /** Key sets by their address, the least recently used first. */
  readonly #keySets = new Map<string, CachedKeySet>();

  constructor(private readonly options: { outboundPolicy: OutboundPolicy; now: () => Date }) {}

  /**
   * The RSA key that the platform publishes under `kid`; undefined when it publishes none. Concurrent callers share one
   * request to the platform.
   *
   * @throws LaunchRefusedError keys_reachable when the platform does not return a key set within the timeout.
   */
  async find(jwksUri: string, kid: string): Promise<JsonWebKey | undefined> {
    const keySet = this.#keySetAt(jwksUri);
    const named = (keys: readonly JsonWebKey[]) => keys.find((key) => key.kid === kid);
    const { cached } = keySet;
    if (!cached || this.options.now().getTime() - cached.fetchedAtMs >= FRESH_MS)
      return named(await this.#fetch(keySet, jwksUri));
    const known = named(cached.keys);
    if (known) return known;
    return this.#mayRefetch(keySet) ? named(await this.#fetch(keySet, jwksUri)) : undefined;
  }

  #keySetAt(jwksUri: string): CachedKeySet {
    const keySet = this.#keySets.get(jwksUri) ?? { retries: { sinceMs: 0, times: 0 } };
    this.#keySets.delete(jwksUri);
    this.#keySets.set(jwksUri, keySet);
    for (const [leastRecent, { fetching }] of this.#keySets) {
      if (this.#keySets.size <= MAX_PLATFORMS) break;
      if (!fetching) this.#keySets.delete(leastRecent);
    }
    return keySet;
  }

  #mayRefetch(keySet: CachedKeySet): boolean {
    // A caller that joins the request in progress does not count as a refetch.
    if (keySet.fetching) return true;
    const nowMs = this.options.now().getTime();
    if (nowMs - keySet.retries.sinceMs >= RETRY_WINDOW_MS) keySet.retries = { sinceMs: nowMs, times: 0 };
    keySet.retries.times += 1;
    return keySet.retries.times <= MAX_RETRIES;
  }

  /** Keeps the cached keys when the platform does not answer, so that an unknown kid cannot cost us the known ones. */
  #fetch(keySet: CachedKeySet, jwksUri: string): Promise<readonly JsonWebKey[]> {
    keySet.fetching ??= fetchKeys(jwksUri, this.options.outboundPolicy)
      .then(
        (keys) => {
          keySet.cached = { fetchedAtMs: this.options.now().getTime(), keys };
          return keys;
        },
        (cause) => {
          throw new LaunchRefusedError('keys_reachable', { cause });
        },
      )
      .finally(() => delete keySet.fetching);
    return keySet.fetching;
  }
}

async function fetchKeys(jwksUri: string, outboundPolicy: OutboundPolicy): Promise<JsonWebKey[]> {
  const body = await requestJson(jwksUri, { ...outboundPolicy, timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES });
  return KeySet.parse(body).keys.filter((key) => key.kty === 'RSA' && (key.use ?? 'sig') === 'sig') as JsonWebKey[];
}
