import type { Knex } from 'knex';
import { type ListedDeployment, listDeployments } from './listDeployments';

/** A deployment as a person names it. */
export interface NamedDeployment {
  /** As the platform names it; platforms may use the same name, then the registration decides. */
  deploymentId: string;
  registrationId?: string;
}

/** @throws Error when there is no such deployment, or more than one. */
export async function findDeployment(owner: Knex, named: NamedDeployment): Promise<ListedDeployment> {
  const found = await listDeployments(owner, named);
  const [one, another] = found;
  if (!one) throw new Error(`There is no deployment "${named.deploymentId}". "lti list" shows those there are.`);
  if (another) {
    const choices = found.map(
      ({ registrationId, tenantName, issuer }) => `${registrationId} (${tenantName}, ${issuer})`,
    );
    throw new Error(
      `Several platforms have a deployment "${named.deploymentId}". Name its registration with --registration: ${choices.join('; ')}.`,
    );
  }
  return one;
}
