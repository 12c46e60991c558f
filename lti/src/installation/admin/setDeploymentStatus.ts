import type { Knex } from 'knex';
import { findDeployment, type NamedDeployment } from './findDeployment';
import type { ListedDeployment } from './listDeployments';

/**
 * Activates a deployment or switches it off. Sessions of a deployment that is off end with their next request.
 *
 * @param owner logged in as the owner of the schema: the serving login may not.
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
