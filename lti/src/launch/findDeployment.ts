import { provenTenantId, type TenantId } from '@aimline/plugin-interventions-node';
import type { Knex } from 'knex';
import { LaunchRefused } from '../guard/launchRefused';

/**
 * The tenant that a deployment belongs to.
 *
 * @throws LaunchRefused deployment_known, deployment_active.
 */
export async function findDeployment(knex: Knex, registrationId: string, deploymentId: string): Promise<TenantId> {
  const { rows } = await knex.raw<{ rows: { tenantId: string; status: string }[] }>(
    `select tenant_id as "tenantId", status
     from directory.lti_deployment
     where registration_id = :registrationId
       and deployment_id = :deploymentId`,
    { registrationId, deploymentId },
  );
  const [deployment] = rows;
  if (!deployment) throw new LaunchRefused('deployment_known');
  if (deployment.status !== 'active') throw new LaunchRefused('deployment_active');
  return provenTenantId(deployment.tenantId);
}
