import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

/** A new Ed25519 key (RFC 8032) as two lines of base64: PKCS #8 to sign with, SubjectPublicKeyInfo to verify with. */
export function newAuditKey(): { signingKey: string; verifyingKey: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    signingKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    verifyingKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
  };
}

/** @throws Error unless the text is an Ed25519 signing key */
export function readSigningKey(text: string): KeyObject {
  const key = attempt(() => createPrivateKey({ key: der(text), format: 'der', type: 'pkcs8' }));
  if (key?.asymmetricKeyType !== 'ed25519')
    throw new Error('The audit key is not a signing key: create one with "audit new-key".');
  return key;
}

/**
 * Reads a verifying key, or derives it from a signing key.
 *
 * @throws Error when the text is neither
 */
export function readVerifyingKey(text: string): KeyObject {
  const key =
    attempt(() => createPublicKey({ key: der(text), format: 'der', type: 'spki' })) ??
    attempt(() => createPublicKey(createPrivateKey({ key: der(text), format: 'der', type: 'pkcs8' })));
  if (key?.asymmetricKeyType !== 'ed25519') {
    throw new Error('The audit key is not an Ed25519 key: expected one of the two lines that "audit new-key" prints.');
  }
  return key;
}

function der(text: string): Buffer {
  return Buffer.from(text.trim(), 'base64');
}

/** Hides OpenSSL's errors, which do not say what to do and may quote bytes of the key. */
function attempt(read: () => KeyObject): KeyObject | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
