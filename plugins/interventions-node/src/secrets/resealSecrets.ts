import type { KeyRing } from './KeyRing';

/** A place where sealed secrets are kept. */
export interface SealedSecrets {
  list(): Promise<SealedSecret[]>;
  /** Replaces the box that was read, and no other; returns how many it has replaced. */
  replace(secret: SealedSecret, sealed: Buffer): Promise<number>;
}

export interface SealedSecret {
  /** In its place. */
  id: string;
  /** What it is, for a person, such as `tool key "a1"`. */
  what: string;
  /** Under which it was sealed. */
  name: string;
  box: Buffer;
}

export interface ResealedSecrets {
  /** Boxes that were sealed again. */
  resealedCount: number;
  /** Boxes that the present key had sealed already, or that somebody else has sealed again meanwhile. */
  presentCount: number;
}

/**
 * Seals what a previous key has sealed again under the present one. It can be ended and begun again at any time: each
 * box is a statement of its own. Processes that have the present key do not notice; one that does not have it yet would
 * not open its secrets any more.
 *
 * @throws Error when a box opens with none of the keys; all others have been sealed again then.
 */
export async function resealSecrets(keyRing: KeyRing, places: readonly SealedSecrets[]): Promise<ResealedSecrets> {
  let resealedCount = 0;
  let boxCount = 0;
  const unopened: string[] = [];
  for (const place of places) {
    const secrets = await place.list();
    boxCount += secrets.length;
    for (const secret of secrets.filter(({ box }) => !keyRing.isPresent(box))) {
      const opened = openOrNull(keyRing, secret);
      if (opened === null) unopened.push(secret.what);
      else resealedCount += await place.replace(secret, keyRing.seal(opened, secret.name));
    }
  }
  if (unopened.length > 0) {
    throw new Error(
      `Sealed again under the present key: ${resealedCount}. None of the keys opens the ${unopened.join(', the ')}: add the key that sealed it to the previous keys, and run this again before you take any out.`,
    );
  }
  return { resealedCount, presentCount: boxCount - resealedCount };
}

function openOrNull(keyRing: KeyRing, { box, name }: SealedSecret): string | null {
  try {
    return keyRing.unseal(box, name);
  } catch {
    // Reported together with the others that do not open.
    return null;
  }
}
