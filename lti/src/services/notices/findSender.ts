import type { Knex } from 'knex';

/** The platform that a notice names, and the deployment, not verified yet. */
export interface Sender {
  registrationId: string;
  jwksUri: string;
  /** Null when the registration has no such deployment. */
  tenantId: string | null;
  status: string | null;
}

/** Undefined when no such platform is registered. */
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
