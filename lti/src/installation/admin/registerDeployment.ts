import { expectSafeUrl } from '@aimline/plugin-interventions-node';
import type { Knex } from 'knex';
import { v7 as uuidv7 } from 'uuid';

export interface DeploymentToRegister {
  issuer: string;
  clientId: string;
  authorizationEndpoint: string;
  tokenEndpoint: string;
  /** Audience of token requests, when it is not the token endpoint. */
  tokenAudience?: string;
  jwksUri: string;
  /** Origins whose pages may show Aimline in a frame; by default that of the authorization endpoint. */
  frameOrigins?: readonly string[];
  deploymentId: string;
  tenantId: string;
  tenantName: string;
}

/**
 * Adds or updates a tenant, the registration of its platform, and an active deployment that joins them. A deployment
 * cannot change its tenant.
 *
 * @param owner logged in as the owner of the schema; the serving login may not change the directory.
 * @throws Error when an address is neither https nor on localhost, or the deployment belongs to another tenant.
 */
export async function registerDeployment(owner: Knex, deployment: DeploymentToRegister): Promise<void> {
  const endpoints = [deployment.authorizationEndpoint, deployment.tokenEndpoint, deployment.jwksUri].map(expectSafeUrl);
  const frameOrigins = (deployment.frameOrigins ?? [endpoints[0]!.href]).map((origin) => expectSafeUrl(origin).origin);
  await owner.transaction(async (transaction) => {
    await transaction.raw(
      `insert into directory.tenant (tenant_id, name)
       values (:tenantId, :tenantName)
       on conflict (tenant_id) do update set name = excluded.name`,
      { tenantId: deployment.tenantId, tenantName: deployment.tenantName },
    );
    const registered = await transaction.raw<{ rows: { registrationId: string }[] }>(
      `insert into directory.lti_registration
         (registration_id, issuer, client_id, authorization_endpoint, token_endpoint, token_audience, jwks_uri, frame_origins)
       values
         (:registrationId, :issuer, :clientId, :authorizationEndpoint, :tokenEndpoint, :tokenAudience, :jwksUri, :frameOrigins)
       on conflict (issuer, client_id) do update set
         authorization_endpoint = excluded.authorization_endpoint,
         token_endpoint = excluded.token_endpoint,
         token_audience = excluded.token_audience,
         jwks_uri = excluded.jwks_uri,
         frame_origins = excluded.frame_origins
       returning registration_id as "registrationId"`,
      {
        registrationId: uuidv7(),
        issuer: deployment.issuer,
        clientId: deployment.clientId,
        authorizationEndpoint: deployment.authorizationEndpoint,
        tokenEndpoint: deployment.tokenEndpoint,
        tokenAudience: deployment.tokenAudience ?? null,
        jwksUri: deployment.jwksUri,
        frameOrigins,
      },
    );
    const { rows } = await transaction.raw<{ rows: unknown[] }>(
      `insert into directory.lti_deployment as d (registration_id, deployment_id, tenant_id, status)
       values (:registrationId, :deploymentId, :tenantId, 'active')
       on conflict (registration_id, deployment_id) do update set status = 'active'
         where d.tenant_id = excluded.tenant_id
       returning d.deployment_id`,
      {
        registrationId: registered.rows[0]?.registrationId ?? null,
        deploymentId: deployment.deploymentId,
        tenantId: deployment.tenantId,
      },
    );
    if (rows.length === 0) {
      throw new Error(
        `The deployment "${deployment.deploymentId}" of "${deployment.issuer}" belongs to another tenant.`,
      );
    }
  });
}
