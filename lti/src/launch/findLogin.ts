import type { Knex } from 'knex';
import { LaunchRefusedError } from '../guard/LaunchRefusedError';

/** A frame of the LMS that stores data for tools, and the origin that messages to it are sent to. */
export interface PlatformStorage {
  target: string;
  origin: string;
}

/** What may be read of a login before its launch is known to come from the same browser. */
export interface FoundLogin {
  /** The frame of the LMS that stores data for tools; null when the login named none. */
  storage: PlatformStorage | null;
  /** Origins whose pages may show this launch in a frame. */
  frameOrigins: readonly string[];
}

/** @throws LaunchRefusedError state_is_current when the login is unknown, used or expired. */
export async function findLogin({ knex, now }: { knex: Knex; now: () => Date }, state: string): Promise<FoundLogin> {
  const { rows } = await knex.raw<{ rows: FoundRow[] }>(
    `select
       s.storage_target as target,
       r.authorization_endpoint as "authorizationEndpoint",
       r.frame_origins as "frameOrigins"
     from directory.lti_launch_state s
     join directory.lti_registration r using (registration_id)
     where s.state = :state
       and s.expires_at > :now`,
    { state, now: now() },
  );
  const [login] = rows;
  if (!login) throw new LaunchRefusedError('state_is_current');
  const { target, authorizationEndpoint, frameOrigins } = login;
  return { storage: target === null ? null : { target, origin: new URL(authorizationEndpoint).origin }, frameOrigins };
}

interface FoundRow {
  target: string | null;
  authorizationEndpoint: string;
  frameOrigins: string[];
}
