import type { KeyRing } from '@aimline/plugin-interventions-node';
import type { Knex } from 'knex';
import { makeToolKey } from '../../platforms/makeToolKey';

/**
 * How long a new key is published before it signs: at least as long as platforms cache the tool's key set, which is
 * five minutes by our header and up to an hour in practice.
 */
const PUBLISHED_BEFORE_MS = 3_600_000;

export interface RotatedToolKey {
  previousKid: string | null;
  kid: string;
  signsFrom: Date;
}

/**
 * Makes a key that begins to sign in an hour. Until then it is published beside the current one, which stays published
 * for a day afterwards. Running processes switch by themselves.
 *
 * @throws Error when the newest key does not sign yet, or another process rotates at the same time.
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
      `The key "${latest.kid}" takes over at ${latest.signsFrom.toISOString()}. Rotate again after that.`,
    );
  }
  const previousKid = latest?.kid ?? null;
  const signsFrom = latest ? new Date(now.getTime() + PUBLISHED_BEFORE_MS) : now;
  const kid = await makeToolKey(owner, { predecessorKid: previousKid, signsFrom, keyRing });
  if (kid === null) throw new Error('Another process has just rotated the keys.');
  return { previousKid, kid, signsFrom };
}
