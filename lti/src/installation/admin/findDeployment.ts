import type { Knex } from 'knex';
import { type ListedDeployment, listDeployments } from './listDeployments';

/** A deployment as an operator names it on the command line. */
export interface NamedDeployment {
  /**
   * The id of the deployment on its platform. When two platforms use the same id, `registrationId` tells them apart.
   */
  deploymentId: string;
  registrationId?: string;
}

/** @throws Error when there is no such deployment, or more than one. */
export async function findDeployment(owner: Knex, named: NamedDeployment): Promise<ListedDeployment> {
  const found = await listDeployments(owner, named);
  const [one, another] = found;
  if (!one) throw new Error(`There is no deployment "${named.deploymentId}". List the deployments with "lti list".`);
  if (another) {
    const choices = found.map(
      ({ registrationId, tenantName, issuer }) => `${registrationId} (${tenantName}, ${issuer})`,
    );
    throw new Error(
      `Several platforms have a deployment "${named.deploymentId}". Choose one with --registration: ${choices.join('; ')}.`,
    );
  }
  return one;
}
