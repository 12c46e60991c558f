import { createHash, randomBytes } from 'node:crypto';

/** 32 bytes of chance, base64url: 43 characters. */
export function randomSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** The form of what `randomSecret` makes. */
export const SECRET = /^[A-Za-z0-9_-]{43}$/;

/** What is kept of a secret in place of it. Without salt: nobody can guess what is of chance. */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
