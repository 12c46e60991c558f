import type { Knex } from 'knex';
import type { Login } from '../guard/checkLaunch';
import { LaunchRefused } from '../guard/launchRefused';
import { hashOf } from '../randomSecret';
import { REGISTRATION_COLUMNS, type Registration } from '../registration';

export type TakenLogin = Registration & Login;

/**
 * Takes the login that a launch answers: of launches with one state, in parallel or not, exactly one gets it. A browser
 * that has not begun the login does not, and takes nothing from the one that has.
 *
 * @throws LaunchRefused same_browser, state_is_current when it is unknown, used or over.
 */
export async function takeLogin(
  { knex, now }: { knex: Knex; now: () => Date },
  state: string,
  verifier: string,
): Promise<TakenLogin> {
  const bindings = { state, verifierHash: hashOf(verifier), now: now() };
  const taken = await knex.raw<{ rows: TakenLogin[] }>(
    `with s as (
       delete from directory.lti_launch_state
       where state = :state
         and verifier_hash = :verifierHash
         and expires_at > :now
       returning *
     )
     select ${REGISTRATION_COLUMNS}, s.nonce, s.target_link_uri as "targetLinkUri", s.deployment_id as "deploymentId"
     from s
     join directory.lti_registration r using (registration_id)`,
    bindings,
  );
  const [login] = taken.rows;
  if (login) return login;
  const waiting = await knex.raw<{ rows: unknown[] }>(
    `select from directory.lti_launch_state
     where state = :state
       and expires_at > :now`,
    bindings,
  );
  throw new LaunchRefused(waiting.rows.length > 0 ? 'same_browser' : 'state_is_current');
}
