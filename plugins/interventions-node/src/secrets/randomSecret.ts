import { createHash, randomBytes } from 'node:crypto';

/** 32 random bytes as base64url: 43 characters. */
export function randomSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Matches what `randomSecret` returns. */
export const SECRET = /^[A-Za-z0-9_-]{43}$/;

/** The SHA-256 that is stored instead of a secret. No salt: 256 random bits cannot be guessed. */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
