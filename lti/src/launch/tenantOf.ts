import { provenTenantId, type TenantId } from '@aimline/plugin-interventions-node';
import { LaunchRefused } from '../guard/launchRefused';
import type { NamedDeployment } from './takeLogin';

/**
 * The tenant that a deployment belongs to.
 *
 * @throws LaunchRefused deployment_known, deployment_active.
 */
export function tenantOf(deployment: NamedDeployment | null): TenantId {
  if (!deployment) throw new LaunchRefused('deployment_known');
  if (deployment.status !== 'active') throw new LaunchRefused('deployment_active');
  return provenTenantId(deployment.tenantId);
}
