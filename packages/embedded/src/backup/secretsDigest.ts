import { createHash } from 'node:crypto';
import type { Secrets } from '../readSecrets';

/** Tells whether secrets are the same ones. They are long and drawn by chance, so that it helps nobody to guess them. */
export function secretsDigest(secrets: Secrets): string {
  return createHash('sha256').update(JSON.stringify(secrets)).digest('hex');
}
