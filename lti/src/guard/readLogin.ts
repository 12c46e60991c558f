import { z } from 'zod';
import { identifier } from './claimText';
import { LaunchRefusedError } from './LaunchRefusedError';

/**
 * Third-party-initiated login (OpenID Connect core, section 4; LTI 1.3 core, section 4.1). Other parameters are
 * ignored.
 */
const LoginParameters = z.object({
  iss: identifier(),
  client_id: identifier().optional(),
  login_hint: identifier(2000),
  target_link_uri: identifier(2000),
  lti_message_hint: identifier(8000).optional(),
  lti_deployment_id: identifier().optional(),
  lti_storage_target: identifier().optional(),
});
export type LoginParameters = z.infer<typeof LoginParameters>;

/** @throws LaunchRefusedError login_parameters when a parameter is missing, too long, repeated or not text. */
export function readLogin(parameters: unknown): LoginParameters {
  const parsed = LoginParameters.safeParse(parameters);
  if (!parsed.success) throw new LaunchRefusedError('login_parameters');
  return parsed.data;
}
