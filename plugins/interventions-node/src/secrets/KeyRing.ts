import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

const MIN_KEY_CHARACTERS = 32;
/** Begins every box that names its key; boxes of before begin with their initialization vector. */
const MARK = Buffer.from('AIM1');
const KEY_ID_BYTES = 8;
const HEADER_BYTES = MARK.length + KEY_ID_BYTES;
const IV_BYTES = 12;
const TAG_BYTES = 16;

interface Key {
  /** Names the key in its boxes, and tells nothing of it. */
  id: Buffer;
  aes: Buffer;
  mac: Buffer;
}

/**
 * Seals secrets with AES-256-GCM under the present key, and opens what it or a previous one has sealed. The keys of AES
 * are derived (HKDF, RFC 5869) once, here.
 *
 *     mark (4 bytes) | key id (8) | initialization vector (12) | tag (16) | ciphertext
 *
 * Mark, key id and name are authenticated. Boxes that were sealed before there was a ring lack the first two.
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

  /** @param name what is sealed; the secret opens under this name only. */
  seal(secret: string, name: string): Buffer {
    const { id, aes } = this.#present;
    const header = Buffer.concat([MARK, id]);
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', aes, iv).setAAD(Buffer.concat([header, Buffer.from(name)]));
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Buffer.concat([header, iv, cipher.getAuthTag(), sealed]);
  }

  /** @throws Error when no key of the ring sealed it, or not under this name, or it was changed since. */
  unseal(box: Buffer, name: string): string {
    const header = box.subarray(0, HEADER_BYTES);
    const named = this.#keys.find((key) => isHeaderOf(key, header));
    if (named) return open(named.aes, box.subarray(HEADER_BYTES), Buffer.concat([header, Buffer.from(name)]));
    for (const { aes } of this.#keys) {
      try {
        return open(aes, box, Buffer.from(name));
      } catch {
        // The next one may be the key: a box of before does not say.
      }
    }
    throw new Error('The box opens with none of the keys.');
  }

  /** An authentication code over a message under the present key: 32 bytes of HMAC with SHA-256. */
  sign(message: string): Buffer {
    return macOf(this.#present, message);
  }

  /** Whether a key of the ring made the code, or its beginning of 16 bytes at least, over the message. */
  verifies(message: string, code: Buffer): boolean {
    if (code.length < 16 || code.length > 32) return false;
    return this.#keys.some((key) => timingSafeEqual(macOf(key, message).subarray(0, code.length), code));
  }

  /** Whether a box says that the present key sealed it. */
  isPresent(box: Buffer): boolean {
    return isHeaderOf(this.#present, box.subarray(0, HEADER_BYTES));
  }
}

/** As they are configured, of chance, at least 32 characters each. */
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
  return new Error(`${which} is too short: expected at least ${MIN_KEY_CHARACTERS} characters of chance.`);
}
