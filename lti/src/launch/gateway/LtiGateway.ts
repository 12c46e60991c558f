import type { LaunchChecks } from '../../guard/LaunchChecks';
import type { Registration } from '../../platforms/Registration';

/**
 * The part of a launch that an LTI library does: verifying its id_token. The guard has checked every parameter and
 * claim before; only this interface sees the library, so that it can be replaced.
 */
export interface LtiGateway {
  /**
   * Verifies that the platform signed the id_token and that it is an LTI 1.3 launch. Expiry and single use are checked
   * by the guard.
   *
   * @param kid the key id in the id_token's header.
   * @throws LaunchRefusedError keys_reachable, key_known, signature, lti_claims.
   */
  verifyLaunch(idToken: string, kid: string, registration: Registration, checks: LaunchChecks): Promise<void>;
}
