import type { Knex } from 'knex';

/** A frame of the LMS that keeps data for tools, and the origin that messages to it are meant for. */
export interface PlatformStorage {
  target: string;
  origin: string;
}

/** What the login of a launch offered; null when it offered none, or is over. */
export async function findPlatformStorage(
  { knex, now }: { knex: Knex; now: () => Date },
  state: string,
): Promise<PlatformStorage | null> {
  const { rows } = await knex.raw<{ rows: { target: string; authorizationEndpoint: string }[] }>(
    `select s.storage_target as target, r.authorization_endpoint as "authorizationEndpoint"
     from directory.lti_launch_state s
     join directory.lti_registration r using (registration_id)
     where s.state = :state
       and s.expires_at > :now
       and s.storage_target is not null`,
    { state, now: now() },
  );
  const [offered] = rows;
  return offered ? { target: offered.target, origin: new URL(offered.authorizationEndpoint).origin } : null;
}
