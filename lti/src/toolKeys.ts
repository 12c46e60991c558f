import type { Knex } from 'knex';
import { createHash, createPublicKey, generateKeyPair, type JsonWebKey } from 'node:crypto';
import { promisify } from 'node:util';
import { seal, unseal } from './sealedBox';

const MODULUS_BITS = 2048;

/** The key that signs our token requests. */
export interface ToolKey {
  kid: string;
  privateKeyPem: string;
}

/** The tool's own RSA keys. The first process that needs one makes it; the database sees to it that there is one. */
export class ToolKeys {
  #active: Promise<ToolKey> | undefined;

  constructor(private readonly options: { knex: Knex; encryptionKey: string }) {}

  /** @throws Error when the key was sealed under another `lti.encryptionKey`. */
  active(): Promise<ToolKey> {
    this.#active ??= this.#readOrMake().catch((error) => {
      this.#active = undefined;
      throw error;
    });
    return this.#active;
  }

  /** The keys to publish, retired ones included (RFC 7517). */
  async published(): Promise<{ keys: JsonWebKey[] }> {
    await this.active();
    const { rows } = await this.options.knex.raw<{ rows: { publicJwk: JsonWebKey }[] }>(
      `select public_jwk as "publicJwk"
       from directory.lti_tool_key
       order by created_at desc`,
    );
    return { keys: rows.map((row) => row.publicJwk) };
  }

  async #readOrMake(): Promise<ToolKey> {
    const key = await this.#read();
    if (key) return key;
    await this.#make();
    const made = await this.#read();
    if (!made) throw new Error('The tool key that was made is not to be found.');
    return made;
  }

  async #read(): Promise<ToolKey | undefined> {
    const { rows } = await this.options.knex.raw<{ rows: { kid: string; sealed: Buffer }[] }>(
      `select kid, sealed_private_key as sealed
       from directory.lti_tool_key
       where status = 'active'`,
    );
    const [row] = rows;
    if (!row) return undefined;
    try {
      return { kid: row.kid, privateKeyPem: unseal(row.sealed, row.kid, this.options.encryptionKey) };
    } catch (cause) {
      throw new Error('The tool key does not open: lti.encryptionKey is not the one it was sealed with.', { cause });
    }
  }

  async #make(): Promise<void> {
    // Asynchronous: the synchronous form stops all requests for up to a second.
    const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', {
      modulusLength: MODULUS_BITS,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    const jwk = createPublicKey(publicKey).export({ format: 'jwk' });
    const kid = thumbprint(jwk);
    await this.options.knex.raw(
      `insert into directory.lti_tool_key (kid, public_jwk, sealed_private_key, status)
       values (:kid, :publicJwk, :sealed, 'active')
       on conflict do nothing`,
      {
        kid,
        publicJwk: JSON.stringify({ ...jwk, kid, alg: 'RS256', use: 'sig' }),
        sealed: seal(privateKey, kid, this.options.encryptionKey),
      },
    );
  }
}

/** RFC 7638, of an RSA key. */
function thumbprint({ e, kty, n }: JsonWebKey): string {
  return createHash('sha256').update(JSON.stringify({ e, kty, n })).digest('base64url');
}
