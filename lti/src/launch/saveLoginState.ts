import type { Knex } from 'knex';
import { LaunchRefusedError } from '../guard/LaunchRefusedError';
import { REGISTRATION_COLUMNS, type Registration } from '../platforms/Registration';

export interface LoginState {
  issuer: string;
  /** The client that the platform named; null when it did not send one. */
  clientId: string | null;
  state: string;
  nonce: string;
  targetLinkUri: string;
  deploymentId: string | null;
  verifierHash: Buffer;
  /** The frame of the LMS that stores data for tools; null when the platform offers none. */
  storageTarget: string | null;
  expiresAt: Date;
}

/** A registration, and the origins whose pages may show its logins in a frame. */
export type FramedRegistration = Registration & { frameOrigins: readonly string[] };

/**
 * Stores the state of a login until its launch, and returns the registration it belongs to. Customers of a hosted LMS
 * share an issuer, so the client id decides; without one, the issuer must have exactly one registration.
 *
 * @throws LaunchRefusedError platform_registered, client_id_named.
 */
export async function saveLoginState(knex: Knex, login: LoginState): Promise<FramedRegistration> {
  const { rows } = await knex.raw<{ rows: FramedRegistration[] }>(
    `with r as (
       select *
       from directory.lti_registration
       where issuer = :issuer
         and (:clientId::text is null or client_id = :clientId)
       limit 2
     ), saved as (
       insert into directory.lti_launch_state
         (state, nonce, registration_id, target_link_uri, deployment_id, verifier_hash, storage_target, expires_at)
       select :state, :nonce, r.registration_id, :targetLinkUri, :deploymentId, :verifierHash, :storageTarget, :expiresAt
       from r
       where (select count(*) from r) = 1
     )
     select ${REGISTRATION_COLUMNS}, r.frame_origins as "frameOrigins"
     from r`,
    { ...login },
  );
  const [registration, another] = rows;
  if (!registration) throw new LaunchRefusedError('platform_registered');
  if (another) throw new LaunchRefusedError('client_id_named');
  return registration;
}
