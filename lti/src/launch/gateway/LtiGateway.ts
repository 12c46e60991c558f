import type { LaunchChecks } from '../guard/LaunchChecks';
import type { Registration } from '../../platforms/Registration';

/**
 * What an LTI library does for us: it verifies a launch. It stands behind the guard, which has looked at
 * every parameter and claim before; and in front of it stands nobody else, so that the library can be exchanged.
 */
export interface LtiGateway {
  /**
   * Verifies that the platform signed the id_token and that it is an LTI 1.3 launch. When it ends, and that it is taken
   * once, is the guard's to see to.
   *
   * @param kid of the id_token's header.
   * @throws LaunchRefusedError keys_reachable, key_known, signature, lti_claims.
   */
  verifyLaunch(idToken: string, kid: string, registration: Registration, checks: LaunchChecks): Promise<void>;
}
