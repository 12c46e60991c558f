import type { KeyRing } from '@aimline/plugin-interventions-node';
import type { Knex } from 'knex';
import { calculateJwkThumbprint, exportJWK } from 'jose';
import { createPublicKey, generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';

const MODULUS_BITS = 2048;

/**
 * Makes an RSA key that replaces its predecessor at `signsFrom`. When several are made concurrently for the same
 * predecessor, one is stored.
 *
 * @param predecessorKid null for the very first key.
 * @returns its kid, which is its JWK thumbprint (RFC 7638); null when another process was first.
 */
export async function makeToolKey(
  knex: Knex,
  key: { predecessorKid: string | null; signsFrom: Date; keyRing: KeyRing },
): Promise<string | null> {
  // The synchronous form blocks all requests for up to a second.
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: MODULUS_BITS,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const jwk = await exportJWK(createPublicKey(publicKey));
  const kid = await calculateJwkThumbprint(jwk);
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
