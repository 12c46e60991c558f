import type { Knex } from 'knex';
import { findDeployment, type NamedDeployment } from './findDeployment';
import type { ListedDeployment } from './listDeployments';

/**
 * Activates or disables a deployment. Sessions of a disabled deployment are refused from their next request on.
 *
 * @param owner logged in as the owner of the schema; the serving login has no permission.
 * @throws Error when there is no such deployment, or more than one.
 */
export async function setDeploymentStatus(
  owner: Knex,
  named: NamedDeployment,
  status: 'active' | 'disabled',
): Promise<ListedDeployment> {
  const deployment = await findDeployment(owner, named);
  const { registrationId, deploymentId } = deployment;
  await owner.raw(
    `update directory.lti_deployment
     set status = :status
     where registration_id = :registrationId
       and deployment_id = :deploymentId`,
    { status, registrationId, deploymentId },
  );
  return { ...deployment, status };
}
