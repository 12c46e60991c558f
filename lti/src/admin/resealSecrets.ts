import type { KeyRing } from '@aimline/plugin-interventions-node';
import type { Knex } from 'knex';

export interface ResealedSecrets {
  /** Boxes that were sealed again. */
  resealedCount: number;
  /** Boxes that the present key had sealed already, or that somebody else has sealed again meanwhile. */
  presentCount: number;
}

/**
 * Seals what a previous key has sealed again under the present one. It can be ended and begun again at any time: each
 * box is a statement of its own, which replaces the box that was read and no other. Processes that have the present key
 * do not notice; one that does not have it yet would not open its tool key any more.
 *
 * @param owner logged in as the owner of the schema: the serving login changes no key.
 * @throws Error when a box opens with none of the keys; all others have been sealed again then.
 */
export async function resealSecrets(owner: Knex, keyRing: KeyRing): Promise<ResealedSecrets> {
  const { rows } = await owner.raw<{ rows: { kid: string; box: Buffer }[] }>(
    'select kid, sealed_private_key as box from directory.lti_tool_key order by kid',
  );
  const stale = rows.filter(({ box }) => !keyRing.isPresent(box));
  let resealedCount = 0;
  const unopened: string[] = [];
  for (const { kid, box } of stale) {
    const secret = openOrNull(keyRing, box, kid);
    if (secret === null) {
      unopened.push(`"${kid}"`);
      continue;
    }
    const { rowCount } = await owner.raw<{ rowCount: number }>(
      `update directory.lti_tool_key
       set sealed_private_key = :sealed
       where kid = :kid
         and sealed_private_key = :box`,
      { kid, box, sealed: keyRing.seal(secret, kid) },
    );
    resealedCount += rowCount;
  }
  if (unopened.length > 0) {
    throw new Error(
      `Sealed again under the present key: ${resealedCount}. None of the keys opens the tool key ${unopened.join(', ')}: add the key that sealed it to the previous keys, and run this again before you take any out.`,
    );
  }
  return { resealedCount, presentCount: rows.length - resealedCount };
}

function openOrNull(keyRing: KeyRing, box: Buffer, name: string): string | null {
  try {
    return keyRing.unseal(box, name);
  } catch {
    // Reported together with the others that do not open.
    return null;
  }
}
