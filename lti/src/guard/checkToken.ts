import type { LaunchChecks } from './LaunchChecks';
import type { LaunchClaims } from './readLaunchClaims';

/** Allowed difference of clocks, ahead or behind; LTI security framework 1.0, section 5.1.3, leaves it to the tool. */
export const CLOCK_SKEW_SECONDS = 60;
export const MAX_AGE_SECONDS = 600;

/** The claims that every token of a platform has, an id_token as well as a notice. */
export type TokenClaims = Pick<
  LaunchClaims,
  'issuer' | 'audience' | 'authorizedParty' | 'expiresAtSeconds' | 'issuedAtSeconds'
>;

/**
 * Checks that a token comes from this platform, is meant for us, and is neither expired nor too old (LTI security
 * framework 1.0, section 5.1.3). The clock of the platform may be a minute ahead of ours or behind.
 *
 * @throws LaunchRefusedError issuer, audience, authorized_party, expires, issued_at.
 */
export function checkToken(
  { issuer, audience, authorizedParty, expiresAtSeconds, issuedAtSeconds }: TokenClaims,
  platform: { issuer: string; clientId: string },
  now: Date,
  checks: LaunchChecks,
): void {
  const nowSeconds = now.getTime() / 1000;
  checks.expect('issuer', issuer === platform.issuer);
  checks.expect('audience', audience.includes(platform.clientId));
  checks.expect(
    'authorized_party',
    authorizedParty === undefined ? audience.length === 1 : authorizedParty === platform.clientId,
  );
  checks.expect('expires', expiresAtSeconds > nowSeconds - CLOCK_SKEW_SECONDS);
  checks.expect(
    'issued_at',
    issuedAtSeconds <= nowSeconds + CLOCK_SKEW_SECONDS &&
      issuedAtSeconds >= nowSeconds - MAX_AGE_SECONDS - CLOCK_SKEW_SECONDS,
  );
}
