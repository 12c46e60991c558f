import type { KeyRing } from './KeyRing';

/** A table column with sealed secrets. */
export interface SealedSecrets {
  list(): Promise<SealedSecret[]>;
  /** Replaces the box if it is still the one that was read; returns 1, or 0 when it has changed. */
  replace(secret: SealedSecret, sealed: Buffer): Promise<number>;
}

export interface SealedSecret {
  /** The key of its row. */
  id: string;
  /** A description for people, such as `tool key "a1"`. */
  what: string;
  /** The context that it was sealed with. */
  name: string;
  box: Buffer;
}

export interface ResealedSecrets {
  /** Boxes sealed again by this run. */
  resealedCount: number;
  /** Boxes that were sealed with the present key already, or were changed by another process during the run. */
  presentCount: number;
}

/**
 * Re-encrypts everything that a previous key has sealed under the present key. May be interrupted and repeated at any
 * time: each box is a statement of its own. Deploy the present key to all processes first: one without it could no longer
 * decrypt.
 *
 * @throws Error when a box cannot be decrypted with any key; all others have been sealed again by then
 */
export async function resealSecrets(keyRing: KeyRing, tables: readonly SealedSecrets[]): Promise<ResealedSecrets> {
  let resealedCount = 0;
  let boxCount = 0;
  const unopened: string[] = [];
  for (const table of tables) {
    const secrets = await table.list();
    boxCount += secrets.length;
    for (const secret of secrets.filter(({ box }) => !keyRing.isPresent(box))) {
      const opened = openOrNull(keyRing, secret);
      if (opened === null) unopened.push(secret.what);
      else resealedCount += await table.replace(secret, keyRing.seal(opened, secret.name));
    }
  }
  if (unopened.length > 0) {
    throw new Error(
      `Sealed again under the present key: ${resealedCount}. Cannot be decrypted with any configured key: the ${unopened.join(', the ')}. Add the key that sealed it to the previous keys, and run this again before you remove any.`,
    );
  }
  return { resealedCount, presentCount: boxCount - resealedCount };
}

function openOrNull(keyRing: KeyRing, { box, name }: SealedSecret): string | null {
  try {
    return keyRing.unseal(box, name);
  } catch {
    // Reported at the end, together with all others.
    return null;
  }
}
