import { type Check, CHECKS } from '../../guard/checks';

/**
 * By failed check, what the administrator of the LMS should change; the user of the launch reads the advice in
 * `CHECKS`.
 */
const REMEDIES: Partial<Record<Check, string>> = {
  target_is_ours: 'Set the target link URI of the tool, and of its links, to the value on this page.',
  target_as_at_login: 'Set the same target link URI for the tool and for its placement.',
  login_allowed:
    'Check that the redirect URI in the LMS is exactly the value on this page, and that the tool is switched on.',
  same_browser: 'Set the link to open in a new window, for browsers that store no data in a frame.',
  keys_reachable: 'The keyset URL of the LMS did not answer. Check that it can be reached from outside your network.',
  key_known: 'The keyset URL in Aimline is not the one of this LMS. Compare the endpoints, and install Aimline again.',
  signature: 'The keyset URL in Aimline is not the one of this LMS. Compare the endpoints, and install Aimline again.',
  issuer: 'The issuer in Aimline differs from the one in the launch. Compare it with the value in your LMS.',
  audience: 'The client ID in Aimline differs from the one in the launch. Compare it with the value in your LMS.',
  expires: 'Synchronize the clock of the LMS server with a time server.',
  issued_at: 'Synchronize the clock of the LMS server with a time server.',
  lti_version: 'Choose LTI 1.3 for the tool, not LTI 1.1.',
  message_type: 'Place Aimline as a link, such as in the course navigation, or where content is added (deep linking).',
  deep_linking_types: 'Offer Aimline only where the LMS accepts links to a tool (ltiResourceLink), not files or text.',
  deep_linking_return:
    'Ask the person who runs Aimline to allow the address at which people use your LMS: it is not among the allowed origins of this platform.',
  subject: 'Let the LMS send the ID of the user: anonymous launches are refused.',
  roles: 'Let the LMS send the roles of the user.',
  deployment_known: 'Enter this deployment ID on this page, so that it can be approved.',
  deployment_active: 'Ask the person who runs Aimline, or a coordinator of your district, to approve this deployment.',
  deployment_as_at_login: 'Two deployments of the tool share this link. Remove one of them.',
};

/**
 * The sentence of a check, and what to do about it.
 *
 * @param code of a check, as recorded; it may be one that no longer exists.
 */
export function remedyFor(code: string): { sentence: string; remedy: string } {
  if (!Object.hasOwn(CHECKS, code)) return { sentence: code, remedy: 'Ask the person who runs Aimline.' };
  const check = code as Check;
  return {
    sentence: CHECKS[check].sentence,
    remedy: REMEDIES[check] ?? 'Ask the person who runs Aimline, and give them the code.',
  };
}
