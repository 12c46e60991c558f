import type { Deployment } from '@aimline/plugin-interventions-common/access';
import { type UnitOfWork, UnknownReferenceError } from '@aimline/plugin-interventions-node';
import { ConflictError } from '@backstage/errors';
import { findDeployments } from './queries';

/**
 * Activates or disables a deployment of the district. While it is disabled, its launches are refused, and its sessions
 * from their next request on.
 *
 * @throws UnknownReferenceError when the district has no such deployment.
 * @throws ConflictError when the district would have no active deployment left; or when the deployment is pending and
 *   its LMS has not registered Aimline for this district by itself, which a row policy refuses.
 */
export async function switchDeployment(
  uow: UnitOfWork,
  { registrationId, deploymentId, status }: Pick<Deployment, 'registrationId' | 'deploymentId' | 'status'>,
): Promise<Deployment> {
  const isNamed = (one: Deployment) => one.registrationId === registrationId && one.deploymentId === deploymentId;
  // Locked: when two coordinators disable the last two deployments concurrently, the second waits and is then refused.
  await uow.rows('select from directory.lti_deployment where tenant_id = :tenantId for update');
  const deployments = await findDeployments(uow);
  const deployment = deployments.find(isNamed);
  if (!deployment) {
    throw new UnknownReferenceError([{ path: 'body.deploymentId', message: 'There is no such deployment.' }]);
  }
  if (status === 'disabled' && !deployments.some((one) => one.status === 'active' && !isNamed(one))) {
    throw new ConflictError(
      'This is the last active deployment of your district: without it, no one could open Aimline. The person who runs Aimline can switch it off.',
    );
  }
  const switched = await uow.rows(
    `update directory.lti_deployment
     set status = :status
     where tenant_id = :tenantId
       and registration_id = :registrationId
       and deployment_id = :deploymentId
     returning deployment_id`,
    { registrationId, deploymentId, status },
  );
  if (switched.length === 0) {
    throw new ConflictError(
      'Your LMS did not register Aimline itself, so the person who runs Aimline approves its deployments.',
    );
  }
  return { ...deployment, status, mayActivate: true };
}
