import type { KeyRing } from '@aimline/plugin-interventions-node';
import type { Knex } from 'knex';
import { createHash, createPublicKey, generateKeyPair, type JsonWebKey } from 'node:crypto';
import { promisify } from 'node:util';

const MODULUS_BITS = 2048;

/**
 * Makes an RSA key that takes over from another at a moment. Of several that are made at once to follow the same key,
 * one stays.
 *
 * @param predecessorKid null for the first key of all.
 * @returns its kid; null when another was first.
 */
export async function makeToolKey(
  knex: Knex,
  key: { predecessorKid: string | null; signsFrom: Date; keyRing: KeyRing },
): Promise<string | null> {
  // Asynchronous: the synchronous form stops all requests for up to a second.
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: MODULUS_BITS,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const jwk = createPublicKey(publicKey).export({ format: 'jwk' });
  const kid = thumbprint(jwk);
  const { rows } = await knex.raw<{ rows: unknown[] }>(
    `insert into directory.lti_tool_key (kid, public_jwk, sealed_private_key, predecessor_kid, signs_from)
     values (:kid, :publicJwk, :sealed, :predecessorKid, :signsFrom)
     on conflict do nothing
     returning kid`,
    {
      kid,
      publicJwk: JSON.stringify({ ...jwk, kid, alg: 'RS256', use: 'sig' }),
      sealed: key.keyRing.seal(privateKey, kid),
      predecessorKid: key.predecessorKid,
      signsFrom: key.signsFrom,
    },
  );
  return rows.length === 0 ? null : kid;
}

/** RFC 7638, of an RSA key. */
function thumbprint({ e, kty, n }: JsonWebKey): string {
  return createHash('sha256').update(JSON.stringify({ e, kty, n })).digest('base64url');
}
