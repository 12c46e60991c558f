import { type OutboundPolicy, requestJson } from '@aimline/plugin-interventions-node';
import type { JsonWebKey } from 'node:crypto';
import { z } from 'zod';
import { LaunchRefusedError } from '../launch/guard/LaunchRefusedError';

const FRESH_MS = 10 * 60_000;
/** An unknown kid may be a new key; asking at each of them would let a stranger make us ask without end. */
const RETRY_WINDOW_MS = 30_000;
const MAX_RETRIES = 5;
/** Far more than there are launches of at once; whose turn is longest ago is forgotten first. */
const MAX_PLATFORMS = 500;
const TIMEOUT_MS = 4_000;
const MAX_BYTES = 500_000;

const KeySet = z.object({
  keys: z.array(z.looseObject({ kid: z.string().optional(), kty: z.string() })).max(1000),
});

/** What is known of the platform behind one address. */
interface KnownPlatform {
  kept?: { readAtMs: number; keys: readonly JsonWebKey[] };
  reading?: Promise<readonly JsonWebKey[]>;
  /** How often an unknown kid has made us read the set again. */
  retries: { sinceMs: number; times: number };
}

/** The public keys of platforms, by the address of their key set; kept for ten minutes. */
export class PlatformKeys {
  /** In the order of their last use. */
  readonly #platforms = new Map<string, KnownPlatform>();

  constructor(private readonly options: { outboundPolicy: OutboundPolicy; now: () => Date }) {}

  /**
   * The RSA key that the platform publishes under `kid`; undefined when it publishes none. However many ask, a platform
   * is asked by one request at a time.
   *
   * @throws LaunchRefusedError keys_reachable when the platform does not answer with a key set in time.
   */
  async find(jwksUri: string, kid: string): Promise<JsonWebKey | undefined> {
    const platform = this.#platformAt(jwksUri);
    const named = (keys: readonly JsonWebKey[]) => keys.find((key) => key.kid === kid);
    const { kept } = platform;
    if (!kept || this.options.now().getTime() - kept.readAtMs >= FRESH_MS)
      return named(await this.#read(platform, jwksUri));
    const known = named(kept.keys);
    if (known) return known;
    return this.#mayAskAgain(platform) ? named(await this.#read(platform, jwksUri)) : undefined;
  }

  #platformAt(jwksUri: string): KnownPlatform {
    const platform = this.#platforms.get(jwksUri) ?? { retries: { sinceMs: 0, times: 0 } };
    this.#platforms.delete(jwksUri);
    this.#platforms.set(jwksUri, platform);
    for (const [longestAgo, { reading }] of this.#platforms) {
      if (this.#platforms.size <= MAX_PLATFORMS) break;
      if (!reading) this.#platforms.delete(longestAgo);
    }
    return platform;
  }

  #mayAskAgain(platform: KnownPlatform): boolean {
    // Who joins a request that is under way makes us ask nothing.
    if (platform.reading) return true;
    const nowMs = this.options.now().getTime();
    if (nowMs - platform.retries.sinceMs >= RETRY_WINDOW_MS) platform.retries = { sinceMs: nowMs, times: 0 };
    platform.retries.times += 1;
    return platform.retries.times <= MAX_RETRIES;
  }

  /** What was kept stays when the platform does not answer: an unknown kid does not cost us the keys we know. */
  #read(platform: KnownPlatform, jwksUri: string): Promise<readonly JsonWebKey[]> {
    platform.reading ??= fetchKeys(jwksUri, this.options.outboundPolicy)
      .then(
        (keys) => {
          platform.kept = { readAtMs: this.options.now().getTime(), keys };
          return keys;
        },
        (cause) => {
          throw new LaunchRefusedError('keys_reachable', { cause });
        },
      )
      .finally(() => delete platform.reading);
    return platform.reading;
  }
}

async function fetchKeys(jwksUri: string, outboundPolicy: OutboundPolicy): Promise<JsonWebKey[]> {
  const body = await requestJson(jwksUri, { ...outboundPolicy, timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES });
  return KeySet.parse(body).keys.filter((key) => key.kty === 'RSA' && (key.use ?? 'sig') === 'sig') as JsonWebKey[];
}
