import type { Knex } from 'knex';
import { LaunchRefused } from './guard/launchRefused';

/** Aimline as a client of a learning platform. */
export interface Registration {
  registrationId: string;
  issuer: string;
  clientId: string;
  authorizationEndpoint: string;
  tokenEndpoint: string;
  /** Audience of token requests, when it is not the token endpoint. */
  tokenAudience: string | null;
  jwksUri: string;
}

/** The columns of a registration `r`, as `Registration`. */
export const REGISTRATION_COLUMNS = `
  r.registration_id as "registrationId",
  r.issuer,
  r.client_id as "clientId",
  r.authorization_endpoint as "authorizationEndpoint",
  r.token_endpoint as "tokenEndpoint",
  r.token_audience as "tokenAudience",
  r.jwks_uri as "jwksUri"`;

/**
 * The registration that a login belongs to. Customers of a hosted LMS share an issuer, so the client id decides; without
 * one, the issuer has to have a single registration.
 *
 * @throws LaunchRefused platform_registered, client_id_named.
 */
export async function findRegistration(
  knex: Knex,
  issuer: string,
  clientId: string | undefined,
): Promise<Registration> {
  const { rows } = await knex.raw<{ rows: Registration[] }>(
    `select ${REGISTRATION_COLUMNS}
     from directory.lti_registration r
     where r.issuer = :issuer
       and (:clientId::text is null or r.client_id = :clientId)
     limit 2`,
    { issuer, clientId: clientId ?? null },
  );
  const [registration, another] = rows;
  if (!registration) throw new LaunchRefused('platform_registered');
  if (another) throw new LaunchRefused('client_id_named');
  return registration;
}
