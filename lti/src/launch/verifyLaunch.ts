import { provenTenantId, type TenantId } from '@aimline/plugin-interventions-node';
import { DEEP_LINKING_PAGE } from '../services/deepLinking/deepLinkingPage';
import { appTarget } from './guard/appTarget';
import { checkLaunch } from './guard/checkLaunch';
import { readIdToken } from './guard/idToken';
import type { LaunchChecks } from './guard/LaunchChecks';
import { type LaunchClaims, readLaunchClaims } from './guard/launchClaims';
import type { LaunchForm } from './guard/readLaunchForm';
import type { Registration } from '../platforms/Registration';
import type { LaunchTools } from './LaunchTools';
import { consumeLoginState } from './consumeLoginState';

export interface VerifiedLaunch {
  tenantId: TenantId;
  registration: Registration;
  claims: LaunchClaims;
  /** The place in the app that the launch points at. */
  target: string;
}

/**
 * Makes every check of a launch. Nothing is written but the end of its login.
 *
 * @param checks records what was passed.
 * @throws LaunchRefusedError by the check that failed.
 */
export async function verifyLaunch(
  tools: LaunchTools,
  { state, verifier, id_token }: LaunchForm & { verifier: string },
  checks: LaunchChecks,
): Promise<VerifiedLaunch> {
  const { kid, payload } = readIdToken(id_token, checks);
  const claims = readLaunchClaims(payload, checks);
  const { login, deployment } = await consumeLoginState(tools, { state, verifier, deploymentId: claims.deploymentId });
  checks.pass('state_is_current', 'same_browser', 'nonce_once');
  // By what the login says: a stranger who makes up launches uses up nothing of a client.
  tools.limits.countClient('launch', login);
  checks.pass('not_too_many');
  checkLaunch(claims, login, tools.now(), checks);
  const linked = appTarget(claims.targetLinkUri ?? login.targetLinkUri, tools.toolOrigin);
  checks.expect('target_is_ours', linked !== null);
  checks.expect('deployment_known', deployment);
  checks.expect('deployment_active', deployment.status === 'active');
  await tools.gateway.verifyLaunch(id_token, kid, login, checks);
  return {
    tenantId: provenTenantId(deployment.tenantId),
    registration: login,
    claims,
    target: claims.deepLinking ? DEEP_LINKING_PAGE : linked,
  };
}
