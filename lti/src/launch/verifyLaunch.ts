import { provenTenantId, type TenantId } from '@aimline/plugin-interventions-node';
import type { Knex } from 'knex';
import { DEEP_LINKING_PAGE } from '../services/deepLinking/deepLinkingPage';
import { appTarget } from '../guard/appTarget';
import { checkLaunch } from '../guard/checkLaunch';
import { readIdToken } from '../guard/readIdToken';
import type { LaunchChecks } from '../guard/LaunchChecks';
import { type LaunchClaims, readLaunchClaims } from '../guard/readLaunchClaims';
import type { LaunchForm } from '../guard/readLaunchForm';
import type { Registration } from '../platforms/Registration';
import type { LtiGateway } from './gateway/LtiGateway';
import type { LaunchLimits } from './LaunchLimits';
import { consumeLoginState } from './consumeLoginState';

/** The dependencies of verifying a launch. */
export interface VerifyingTools {
  knex: Knex;
  gateway: LtiGateway;
  limits: LaunchLimits;
  toolOrigin: string;
  now: () => Date;
}

export interface VerifiedLaunch {
  tenantId: TenantId;
  registration: Registration;
  claims: LaunchClaims;
  /** The path in the app that the launch opens. */
  target: string;
}

/**
 * Makes every check of a launch. Writes nothing, except that it consumes the login's state.
 *
 * @param checks records the checks that were passed.
 * @throws LaunchRefusedError with the check that failed.
 */
export async function verifyLaunch(
  tools: VerifyingTools,
  { state, verifier, id_token }: LaunchForm & { verifier: string },
  checks: LaunchChecks,
): Promise<VerifiedLaunch> {
  const { kid, payload } = readIdToken(id_token, checks);
  const claims = readLaunchClaims(payload, checks);
  const { login, deployment } = await consumeLoginState(tools, { state, verifier, deploymentId: claims.deploymentId });
  checks.pass('state_is_current', 'same_browser', 'nonce_once');
  // Counted for the client that the login named: forged launches use up nothing of another client.
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
