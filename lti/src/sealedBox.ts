import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals a secret with AES-256-GCM under a key derived from `encryptionKey` (HKDF, RFC 5869).
 *
 * @param name what is sealed; the secret opens under this name only.
 * @returns initialization vector, tag and ciphertext, in this order.
 */
export function seal(secret: string, name: string, encryptionKey: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', derive(encryptionKey), iv).setAAD(Buffer.from(name));
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}

/** @throws Error when it was sealed under another key or name, or was changed since. */
export function unseal(box: Buffer, name: string, encryptionKey: string): string {
  const decipher = createDecipheriv('aes-256-gcm', derive(encryptionKey), box.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  })
    .setAAD(Buffer.from(name))
    .setAuthTag(box.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(box.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
}

function derive(encryptionKey: string): Buffer {
  return Buffer.from(hkdfSync('sha256', encryptionKey, '', 'aimline sealed box', 32));
}
