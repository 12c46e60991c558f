import type { Knex } from 'knex';
import { actInTenant } from './actInTenant';
import { type ListedDeployment, listDeployments } from './listDeployments';

/**
 * Activates a deployment or switches it off. Sessions of a deployment that is off end with their next request.
 *
 * @param owner logged in as the owner of the schema: the serving login may not.
 * @param deployment as the platform names it; platforms may use the same name, then the registration decides.
 * @throws Error when there is no such deployment, or more than one.
 */
export async function setDeploymentStatus(
  owner: Knex,
  deployment: { deploymentId: string; registrationId?: string },
  status: 'active' | 'disabled',
): Promise<ListedDeployment> {
  const found = await listDeployments(owner, deployment);
  const [one, another] = found;
  if (!one) throw new Error(`There is no deployment "${deployment.deploymentId}". "lti list" shows those there are.`);
  if (another) {
    const choices = found.map(
      ({ registrationId, tenantName, issuer }) => `${registrationId} (${tenantName}, ${issuer})`,
    );
    throw new Error(
      `Several platforms have a deployment "${deployment.deploymentId}". Name its registration with --registration: ${choices.join('; ')}.`,
    );
  }
  await owner.transaction(async (transaction) => {
    await actInTenant(transaction, one.tenantId);
    await transaction.raw(
      `update directory.lti_deployment
       set status = :status
       where registration_id = :registrationId
         and deployment_id = :deploymentId`,
      { status, registrationId: one.registrationId, deploymentId: one.deploymentId },
    );
  });
  return { ...one, status };
}
