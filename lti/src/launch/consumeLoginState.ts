import { hashOf } from '@aimline/plugin-interventions-node';
import type { Knex } from 'knex';
import type { Login } from '../guard/checkLaunch';
import { CLOCK_SKEW_SECONDS, MAX_AGE_SECONDS } from '../guard/checkToken';
import { LaunchRefusedError } from '../guard/LaunchRefusedError';
import { REGISTRATION_COLUMNS, type Registration } from '../platforms/Registration';

/** Twice the maximum age of a token: a later replay fails the `iat` check. */
const NONCE_LIFETIME_MS = 2 * (MAX_AGE_SECONDS + CLOCK_SKEW_SECONDS) * 1000;

/** The deployment that the id_token names, before the token is verified. */
interface UnverifiedDeployment {
  tenantId: string;
  status: string;
}

export interface ConsumedLogin {
  login: Registration & Login;
  /** The deployment that the id_token names; null when the registration has none with this id. */
  deployment: UnverifiedDeployment | null;
}

/**
 * Consumes the state and the nonce of a login atomically: of launches with the same state or nonce, concurrent or not,
 * exactly one succeeds. A browser that did not begin the login fails without consuming them. The deployment is read in
 * the same statement, to save a round trip.
 *
 * @throws LaunchRefusedError same_browser; state_is_current when the login is unknown, used or expired; nonce_once.
 */
export async function consumeLoginState(
  { knex, now }: { knex: Knex; now: () => Date },
  launch: { state: string; verifier: string; deploymentId: string },
): Promise<ConsumedLogin> {
  const bindings = {
    ...launch,
    verifierHash: hashOf(launch.verifier),
    now: now(),
    nonceExpiresAt: new Date(now().getTime() + NONCE_LIFETIME_MS),
  };
  const consumed = await knex.raw<{ rows: ConsumedRow[] }>(
    `with s as (
       delete from directory.lti_launch_state
       where state = :state
         and verifier_hash = :verifierHash
         and expires_at > :now
       returning *
     ), n as (
       insert into directory.lti_nonce (nonce, expires_at)
       select nonce, :nonceExpiresAt from s
       on conflict do nothing
       returning nonce
     )
     select ${REGISTRATION_COLUMNS}, s.nonce, s.target_link_uri as "targetLinkUri", s.deployment_id as "deploymentId",
       r.frame_origins as "frameOrigins", d.tenant_id as "tenantId", d.status, exists (select from n) as "nonceIsNew"
     from s
     join directory.lti_registration r using (registration_id)
     left join directory.lti_deployment d
       on d.registration_id = s.registration_id
       and d.deployment_id = :deploymentId`,
    bindings,
  );
  const [row] = consumed.rows;
  if (row) {
    const { tenantId, status, nonceIsNew, ...login } = row;
    if (!nonceIsNew) throw new LaunchRefusedError('nonce_once');
    return { login, deployment: tenantId === null || status === null ? null : { tenantId, status } };
  }
  const waiting = await knex.raw<{ rows: unknown[] }>(
    `select from directory.lti_launch_state
     where state = :state
       and expires_at > :now`,
    bindings,
  );
  throw new LaunchRefusedError(waiting.rows.length > 0 ? 'same_browser' : 'state_is_current');
}

type ConsumedRow = Registration & Login & { tenantId: string | null; status: string | null; nonceIsNew: boolean };
