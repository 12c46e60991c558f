import { createHash } from 'node:crypto';
import type { Secrets } from '../readSecrets';

/** The SHA-256 of secrets, to recognize them. They are long and random, so the hash does not help to guess them. */
export function secretsDigest(secrets: Secrets): string {
  return createHash('sha256').update(JSON.stringify(secrets)).digest('hex');
}
