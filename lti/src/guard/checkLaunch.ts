import { checkToken } from './checkToken';
import { isReturnUrl } from './isReturnUrl';
import type { LaunchChecks } from './LaunchChecks';
import type { LaunchClaims } from './readLaunchClaims';

/** The values of the login that its launch is compared with. */
export interface Login {
  issuer: string;
  clientId: string;
  nonce: string;
  targetLinkUri: string;
  /** The deployment that the login named; null when it named none. */
  deploymentId: string | null;
  /** Origins whose pages may show Aimline in a frame. */
  frameOrigins: readonly string[];
}

/**
 * Checks that the claims belong to this login, and that the token is neither expired nor too old (LTI security
 * framework 1.0, section 5.1.3).
 *
 * @throws LaunchRefusedError with the check that failed.
 */
export function checkLaunch(claims: LaunchClaims, login: Login, now: Date, checks: LaunchChecks): void {
  const { targetLinkUri, deepLinking } = claims;
  checkToken(claims, login, now, checks);
  checks.expect('nonce', claims.nonce === login.nonce);
  checks.expect('target_as_at_login', targetLinkUri === undefined || targetLinkUri === login.targetLinkUri);
  checks.expect('deployment_as_at_login', login.deploymentId === null || claims.deploymentId === login.deploymentId);
  if (deepLinking) checks.expect('deep_linking_return', isReturnUrl(deepLinking.returnUrl, login.frameOrigins));
}
