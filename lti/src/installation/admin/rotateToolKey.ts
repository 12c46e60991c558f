import type { KeyRing } from '@aimline/plugin-interventions-node';
import type { Knex } from 'knex';
import { makeToolKey } from '../../platforms/makeToolKey';

/** Longer than the key set of the tool is kept by a platform, five minutes by our own word and an hour by habit. */
const PUBLISHED_FIRST_MS = 3_600_000;

export interface RotatedToolKey {
  previousKid: string | null;
  kid: string;
  signsFrom: Date;
}

/**
 * Makes the key that signs from an hour on. Until then it is published beside the present one, which stays published
 * for a day after it. Running processes take the keys over by themselves.
 *
 * @throws Error when a key that was made before has not taken over yet, or somebody else rotates at the same time.
 */
export async function rotateToolKey(
  owner: Knex,
  { keyRing, now }: { keyRing: KeyRing; now: Date },
): Promise<RotatedToolKey> {
  const { rows } = await owner.raw<{ rows: { kid: string; signsFrom: Date }[] }>(
    `select kid, signs_from as "signsFrom"
     from directory.lti_tool_key
     order by signs_from desc
     limit 1`,
  );
  const [latest] = rows;
  if (latest && latest.signsFrom > now) {
    throw new Error(
      `The key "${latest.kid}" takes over at ${latest.signsFrom.toISOString()}: rotate again afterwards.`,
    );
  }
  const previousKid = latest?.kid ?? null;
  const signsFrom = latest ? new Date(now.getTime() + PUBLISHED_FIRST_MS) : now;
  const kid = await makeToolKey(owner, { predecessorKid: previousKid, signsFrom, keyRing });
  if (kid === null) throw new Error('Somebody else has rotated the keys at this moment.');
  return { previousKid, kid, signsFrom };
}
