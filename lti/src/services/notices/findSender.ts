import type { Knex } from 'knex';

/** The platform and the deployment that a notice names, before it is verified. */
export interface Sender {
  registrationId: string;
  jwksUri: string;
  /** The tenant of the deployment; null when the registration has no such deployment. */
  tenantId: string | null;
  status: string | null;
}

/** The sender that a notice names; undefined when no such platform is registered. */
export async function findSender(
  knex: Knex,
  named: { issuer: string; clientId: string; deploymentId: string },
): Promise<Sender | undefined> {
  const { rows } = await knex.raw<{ rows: Sender[] }>(
    `select r.registration_id as "registrationId", r.jwks_uri as "jwksUri", d.tenant_id as "tenantId", d.status
     from directory.lti_registration r
     left join directory.lti_deployment d
       on d.registration_id = r.registration_id
       and d.deployment_id = :deploymentId
     where r.issuer = :issuer
       and r.client_id = :clientId`,
    named,
  );
  return rows[0];
}
