import type { JsonWebKey } from 'node:crypto';
import { z } from 'zod';
import { fetchJson } from '../fetchJson';
import { LaunchRefused } from '../guard/launchRefused';

const FRESH_MS = 10 * 60_000;
/** An unknown kid may be a new key; asking at each of them would let a stranger make us ask without end. */
const RETRY_MS = 30_000;
const TIMEOUT_MS = 4_000;
const MAX_BYTES = 500_000;

const KeySet = z.object({
  keys: z.array(z.looseObject({ kid: z.string().optional(), kty: z.string() })).max(1000),
});

/** The public keys of platforms, by the address of their key set; kept for ten minutes. */
export class PlatformKeys {
  readonly #sets = new Map<string, { readAtMs: number; keys: Promise<JsonWebKey[]> }>();

  constructor(private readonly now: () => Date) {}

  /**
   * The RSA key that the platform publishes under `kid`; undefined when it publishes none.
   *
   * @throws LaunchRefused keys_reachable when the platform does not answer with a key set in time.
   */
  async find(jwksUri: string, kid: string): Promise<JsonWebKey | undefined> {
    const known = await this.#read(jwksUri, FRESH_MS);
    return known.find((key) => key.kid === kid) ?? (await this.#read(jwksUri, RETRY_MS)).find((key) => key.kid === kid);
  }

  #read(jwksUri: string, freshMs: number): Promise<JsonWebKey[]> {
    const nowMs = this.now().getTime();
    const kept = this.#sets.get(jwksUri);
    if (kept && nowMs - kept.readAtMs < freshMs) return kept.keys;
    const keys = fetchKeys(jwksUri).catch((cause) => {
      this.#sets.delete(jwksUri);
      throw new LaunchRefused('keys_reachable', { cause });
    });
    this.#sets.set(jwksUri, { readAtMs: nowMs, keys });
    return keys;
  }
}

async function fetchKeys(jwksUri: string): Promise<JsonWebKey[]> {
  const { body } = await fetchJson(jwksUri, { timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES });
  return KeySet.parse(body).keys.filter((key) => key.kty === 'RSA' && (key.use ?? 'sig') === 'sig') as JsonWebKey[];
}
