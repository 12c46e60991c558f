import { compactVerify, importJWK, type JWK } from 'jose';
import type { JsonWebKey } from 'node:crypto';
import { LaunchRefusedError } from '../../guard/LaunchRefusedError';

/**
 * Verifies with jose that a JWT was signed with the key, by RS256 (RFC 7515); ltijs verifies launches only.
 *
 * @throws LaunchRefusedError signature.
 */
export async function verifySignature(jwt: string, key: JsonWebKey): Promise<void> {
  try {
    await compactVerify(jwt, await importJWK(key as JWK, 'RS256'), { algorithms: ['RS256'] });
  } catch (cause) {
    throw new LaunchRefusedError('signature', { cause });
  }
}
