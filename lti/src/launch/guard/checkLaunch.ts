import { checkToken } from './checkToken';
import { isReturnUrl } from './isReturnUrl';
import type { LaunchChecks } from './LaunchChecks';
import type { LaunchClaims } from './readLaunchClaims';

/** What was agreed on when the login began. */
export interface Login {
  issuer: string;
  clientId: string;
  nonce: string;
  targetLinkUri: string;
  /** Null when the login named none. */
  deploymentId: string | null;
  /** Origins whose pages show Aimline. */
  frameOrigins: readonly string[];
}

/**
 * Whether the claims answer this login, and are young enough (LTI security framework 1.0, section 5.1.3).
 *
 * @throws LaunchRefusedError by the check that failed.
 */
export function checkLaunch(claims: LaunchClaims, login: Login, now: Date, checks: LaunchChecks): void {
  const { targetLinkUri, deepLinking } = claims;
  checkToken(claims, login, now, checks);
  checks.expect('nonce', claims.nonce === login.nonce);
  checks.expect('target_as_at_login', targetLinkUri === undefined || targetLinkUri === login.targetLinkUri);
  checks.expect('deployment_as_at_login', login.deploymentId === null || claims.deploymentId === login.deploymentId);
  if (deepLinking) checks.expect('deep_linking_return', isReturnUrl(deepLinking.returnUrl, login.frameOrigins));
}
