import { isReturnUrl } from './isReturnUrl';
import type { LaunchChecks } from './LaunchChecks';
import type { LaunchClaims } from './launchClaims';

/** Clocks of platforms differ; LTI security framework 1.0, section 5.1.3, leaves the allowance to the tool. */
export const CLOCK_SKEW_SECONDS = 60;
export const MAX_AGE_SECONDS = 600;

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
 * The clock of the platform may be a minute ahead of ours or behind.
 *
 * @throws LaunchRefused by the check that failed.
 */
export function checkLaunch(claims: LaunchClaims, login: Login, now: Date, checks: LaunchChecks): void {
  const nowSeconds = now.getTime() / 1000;
  const { audience, authorizedParty, issuedAtSeconds, targetLinkUri, deepLinking } = claims;
  checks.expect('issuer', claims.issuer === login.issuer);
  checks.expect('audience', audience.includes(login.clientId));
  checks.expect(
    'authorized_party',
    authorizedParty === undefined ? audience.length === 1 : authorizedParty === login.clientId,
  );
  checks.expect('expires', claims.expiresAtSeconds > nowSeconds - CLOCK_SKEW_SECONDS);
  checks.expect(
    'issued_at',
    issuedAtSeconds <= nowSeconds + CLOCK_SKEW_SECONDS &&
      issuedAtSeconds >= nowSeconds - MAX_AGE_SECONDS - CLOCK_SKEW_SECONDS,
  );
  checks.expect('nonce', claims.nonce === login.nonce);
  checks.expect('target_as_at_login', targetLinkUri === undefined || targetLinkUri === login.targetLinkUri);
  checks.expect('deployment_as_at_login', login.deploymentId === null || claims.deploymentId === login.deploymentId);
  if (deepLinking) checks.expect('deep_linking_return', isReturnUrl(deepLinking.returnUrl, login.frameOrigins));
}
