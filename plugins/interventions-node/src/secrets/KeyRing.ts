import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

const MIN_KEY_CHARACTERS = 32;
/**
 * The first bytes of every box (a sealed secret) that names its key; older boxes begin with the initialization vector.
 */
const MARK = Buffer.from('AIM1');
const KEY_ID_BYTES = 8;
const HEADER_BYTES = MARK.length + KEY_ID_BYTES;
const IV_BYTES = 12;
const TAG_BYTES = 16;

interface Key {
  /** Identifies the key in its boxes; derived, so it reveals nothing about the key. */
  id: Buffer;
  aes: Buffer;
  mac: Buffer;
}

/**
 * Seals secrets with AES-256-GCM under the present key, and opens what the present or a previous key has sealed. The
 * AES keys are derived from the configured ones (HKDF, RFC 5869) once, in the constructor.
 *
 *     mark (4 bytes) | key id (8) | initialization vector (12) | tag (16) | ciphertext
 *
 * Mark, key id and context name are authenticated. Boxes from before key rotation was supported lack the first two parts.
 */
export class KeyRing {
  readonly #present: Key;
  readonly #keys: readonly Key[];

  /** @throws Error when a key is too short. */
  constructor({ encryptionKey, previousEncryptionKeys = [] }: EncryptionKeys) {
    if (encryptionKey.length < MIN_KEY_CHARACTERS) throw tooShort('interventions.encryptionKey');
    if (previousEncryptionKeys.some((key) => key.length < MIN_KEY_CHARACTERS)) {
      throw tooShort('A key of interventions.previousEncryptionKeys');
    }
    this.#present = derive(encryptionKey);
    this.#keys = [this.#present, ...previousEncryptionKeys.map(derive)];
  }

  /** @param name the context of the secret, such as its row; `unseal` must get the same */
  seal(secret: string, name: string): Buffer {
    const { id, aes } = this.#present;
    const header = Buffer.concat([MARK, id]);
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', aes, iv).setAAD(Buffer.concat([header, Buffer.from(name)]));
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Buffer.concat([header, iv, cipher.getAuthTag(), sealed]);
  }

  /** @throws Error when the box was sealed by no key of the ring or with another name, or was changed */
  unseal(box: Buffer, name: string): string {
    const header = box.subarray(0, HEADER_BYTES);
    const named = this.#keys.find((key) => isHeaderOf(key, header));
    if (named) return open(named.aes, box.subarray(HEADER_BYTES), Buffer.concat([header, Buffer.from(name)]));
    for (const { aes } of this.#keys) {
      try {
        return open(aes, box, Buffer.from(name));
      } catch {
        // Try the next key: an older box does not name its key.
      }
    }
    throw new Error('The secret cannot be decrypted with any configured key.');
  }

  /** The HMAC-SHA-256 of a message under the present key: 32 bytes. */
  sign(message: string): Buffer {
    return macOf(this.#present, message);
  }

  /** Whether the code is the HMAC of the message under any key of the ring; may be truncated to 16 bytes at least. */
  verifies(message: string, code: Buffer): boolean {
    if (code.length < 16 || code.length > 32) return false;
    return this.#keys.some((key) => timingSafeEqual(macOf(key, message).subarray(0, code.length), code));
  }

  /** Whether the box names the present key. */
  isPresent(box: Buffer): boolean {
    return isHeaderOf(this.#present, box.subarray(0, HEADER_BYTES));
  }
}

/** The keys as configured: at least 32 random characters each. */
export interface EncryptionKeys {
  encryptionKey: string;
  previousEncryptionKeys?: readonly string[];
}

function derive(encryptionKey: string): Key {
  const bytes = (info: string, length: number) => Buffer.from(hkdfSync('sha256', encryptionKey, '', info, length));
  return {
    id: bytes('aimline sealed box key id', KEY_ID_BYTES),
    ...{ aes: bytes('aimline sealed box', 32), mac: bytes('aimline signed link', 32) },
  };
}

function macOf({ mac }: Key, message: string): Buffer {
  return createHmac('sha256', mac).update(message).digest();
}

function isHeaderOf({ id }: Key, header: Buffer): boolean {
  return header.equals(Buffer.concat([MARK, id]));
}

/** @param sealed initialization vector, tag and ciphertext, in this order. */
function open(aes: Buffer, sealed: Buffer, authenticated: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', aes, sealed.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(authenticated)
    .setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
}

function tooShort(which: string): Error {
  return new Error(`${which} is too short: expected at least ${MIN_KEY_CHARACTERS} random characters.`);
}
