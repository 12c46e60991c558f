import type { Knex } from 'knex';

/** A deployment as the operator of Aimline sees it. */
export interface ListedDeployment {
  registrationId: string;
  deploymentId: string;
  status: 'pending' | 'active' | 'disabled';
  tenantId: string;
  tenantName: string;
  issuer: string;
  clientId: string;
  authorizationEndpoint: string;
  tokenEndpoint: string;
  jwksUri: string;
}

/** The deployments of all districts, or those that match the filter; by district, oldest first. */
export async function listDeployments(
  owner: Knex,
  filter: { deploymentId?: string; registrationId?: string } = {},
): Promise<ListedDeployment[]> {
  const { rows } = await owner.raw<{ rows: ListedDeployment[] }>(
    `select
       d.registration_id as "registrationId",
       d.deployment_id as "deploymentId",
       d.status,
       d.tenant_id as "tenantId",
       t.name as "tenantName",
       r.issuer,
       r.client_id as "clientId",
       r.authorization_endpoint as "authorizationEndpoint",
       r.token_endpoint as "tokenEndpoint",
       r.jwks_uri as "jwksUri"
     from directory.lti_deployment d
     join directory.lti_registration r using (registration_id)
     join directory.tenant t on t.tenant_id = d.tenant_id
     where (:deploymentId::text is null or d.deployment_id = :deploymentId)
       and (:registrationId::text is null or d.registration_id::text = :registrationId)
     order by t.name, d.created_at, d.deployment_id, d.registration_id`,
    { deploymentId: filter.deploymentId ?? null, registrationId: filter.registrationId ?? null },
  );
  return rows;
}
