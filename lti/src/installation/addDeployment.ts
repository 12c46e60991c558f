import type { Knex } from 'knex';
import { v7 as uuidv7 } from 'uuid';
import { InstallRefusedError } from './InstallRefusedError';
import type { PlatformEndpoints } from './page/learningPlatforms';

export interface DeploymentToAdd extends PlatformEndpoints {
  clientId: string;
  /** The id of the deployment on the platform; null until the platform has sent it. */
  deploymentId: string | null;
  tenantId: string;
  /** Whether the platform registered Aimline itself, by a registration link. */
  byLink: boolean;
}

/**
 * Adds a pending deployment, and its registration if it is new. Existing rows stay unchanged, so that an installation
 * can neither redirect the logins of an issuer, nor take a deployment from another district.
 *
 * @throws InstallRefusedError when the registration or the deployment belongs to another district.
 */
export async function addDeployment(knex: Knex, deployment: DeploymentToAdd): Promise<void> {
  await knex.transaction(async (transaction) => {
    await transaction.raw(
      `insert into directory.lti_registration
         (registration_id, issuer, client_id, authorization_endpoint, token_endpoint, token_audience, jwks_uri,
          frame_origins, tenant_id, registered_by_link)
       values
         (:registrationId, :issuer, :clientId, :authorizationEndpoint, :tokenEndpoint, :tokenAudience, :jwksUri,
          :frameOrigins, :tenantId, :byLink)
       on conflict (issuer, client_id) do nothing`,
      {
        ...deployment,
        registrationId: uuidv7(),
        tokenAudience: deployment.tokenAudience ?? null,
        frameOrigins: frameOrigins(deployment),
      },
    );
    const { rows } = await transaction.raw<{ rows: { registrationId: string; tenantId: string | null }[] }>(
      `select registration_id as "registrationId", tenant_id as "tenantId"
       from directory.lti_registration
       where issuer = :issuer
         and client_id = :clientId`,
      { issuer: deployment.issuer, clientId: deployment.clientId },
    );
    const registration = rows[0]!;
    if (registration.tenantId !== null && registration.tenantId !== deployment.tenantId)
      throw belongsToOtherDistrict('client ID');
    if (deployment.deploymentId === null) return;
    const named = { registrationId: registration.registrationId, deploymentId: deployment.deploymentId };
    await transaction.raw(
      `insert into directory.lti_deployment (registration_id, deployment_id, tenant_id, status)
       values (:registrationId, :deploymentId, :tenantId, 'pending')
       on conflict (registration_id, deployment_id) do nothing`,
      { ...named, tenantId: deployment.tenantId },
    );
    const known = await transaction.raw<{ rows: { tenantId: string }[] }>(
      `select tenant_id as "tenantId"
       from directory.lti_deployment
       where registration_id = :registrationId
         and deployment_id = :deploymentId`,
      named,
    );
    if (known.rows[0]?.tenantId !== deployment.tenantId) throw belongsToOtherDistrict('deployment ID');
  });
}

/**
 * The origins that may show Aimline. Canvas, Schoology and Blackboard show tools on the domain of the school, which no
 * endpoint names.
 */
function frameOrigins({ issuer, authorizationEndpoint }: PlatformEndpoints): string[] {
  const { origin, hostname } = new URL(authorizationEndpoint);
  const named = [origin, ...(URL.canParse(issuer) ? [new URL(issuer).origin] : [])];
  const ofSchools = Object.entries(SCHOOLS_OF).flatMap(([domain, origins]) =>
    hostname.endsWith(`.${domain}`) ? origins : [],
  );
  // A star in a host name would be a wildcard in the policy.
  return [...new Set(named.filter((one) => !one.includes('*'))), ...ofSchools];
}

/** The origins of the schools of a hosted LMS, by the domain of its authorization endpoint. */
const SCHOOLS_OF: Readonly<Record<string, string>> = {
  'canvaslms.com': 'https://*.instructure.com',
  'schoology.com': 'https://*.schoology.com',
  'blackboard.com': 'https://*.blackboard.com',
};

function belongsToOtherDistrict(what: string): InstallRefusedError {
  return new InstallRefusedError(
    409,
    `This ${what} belongs to another district. Compare it with the value in your LMS.`,
  );
}
