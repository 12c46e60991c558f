import { isReturnUrl } from './isReturnUrl';
import type { LaunchClaims } from './launchClaims';
import { LaunchRefused } from './launchRefused';

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
export function checkLaunch(claims: LaunchClaims, login: Login, now: Date): void {
  const nowSeconds = now.getTime() / 1000;
  const refuse = (check: ConstructorParameters<typeof LaunchRefused>[0]) => {
    throw new LaunchRefused(check);
  };
  if (claims.issuer !== login.issuer) refuse('issuer');
  if (!claims.audience.includes(login.clientId)) refuse('audience');
  if (claims.authorizedParty === undefined ? claims.audience.length > 1 : claims.authorizedParty !== login.clientId) {
    refuse('authorized_party');
  }
  if (claims.expiresAtSeconds <= nowSeconds - CLOCK_SKEW_SECONDS) refuse('expires');
  if (claims.issuedAtSeconds > nowSeconds + CLOCK_SKEW_SECONDS) refuse('issued_at');
  if (claims.issuedAtSeconds < nowSeconds - MAX_AGE_SECONDS - CLOCK_SKEW_SECONDS) refuse('issued_at');
  if (claims.nonce !== login.nonce) refuse('nonce');
  if (claims.targetLinkUri !== undefined && claims.targetLinkUri !== login.targetLinkUri) refuse('target_as_at_login');
  if (login.deploymentId !== null && claims.deploymentId !== login.deploymentId) refuse('deployment_as_at_login');
  if (claims.deepLinking && !isReturnUrl(claims.deepLinking.returnUrl, login.frameOrigins)) {
    refuse('deep_linking_return');
  }
}
