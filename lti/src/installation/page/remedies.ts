import { type Check, CHECKS } from '../../launch/guard/checks';

/** What the administrator of the LMS changes when launches fail by a check; a person at a launch reads `CHECKS`. */
const REMEDIES: Partial<Record<Check, string>> = {
  target_is_ours: 'Set the target link URI of the tool, and of its links, to the value on this page.',
  target_as_at_login: 'Set the same target link URI for the tool and for its placement.',
  login_allowed:
    'Look whether the redirect URI at the LMS is exactly the value on this page, and the tool is switched on.',
  same_browser: 'Set the link to open in a new window, for browsers that keep nothing in a frame.',
  keys_reachable: 'The keyset URL of the LMS did not answer. Look whether it can be reached from outside your network.',
  key_known:
    'The keyset URL that Aimline has is not the one of this LMS. Compare the endpoints, and install once more.',
  signature:
    'The keyset URL that Aimline has is not the one of this LMS. Compare the endpoints, and install once more.',
  issuer: 'The issuer that Aimline has differs from the one in the launch. Compare it with what your LMS shows.',
  audience: 'The client id that Aimline has differs from the one in the launch. Compare it with what your LMS shows.',
  expires: 'Set the clock of the LMS server by a time server.',
  issued_at: 'Set the clock of the LMS server by a time server.',
  lti_version: 'Choose LTI 1.3 for the tool, not LTI 1.1.',
  message_type: 'Place Aimline as a link, such as in the course navigation, or where content is added (deep linking).',
  deep_linking_types: 'Offer Aimline only where the LMS takes links to a tool (ltiResourceLink), not files or text.',
  deep_linking_return:
    'Ask the person who runs Aimline to allow the address at which people use your LMS: it is not among the origins of this platform.',
  subject: 'Let the LMS send an id of the person: an anonymous launch opens nothing.',
  roles: 'Let the LMS send the roles of the person.',
  deployment_known: 'Enter this deployment id on this page, so that it can be approved.',
  deployment_active:
    'Ask the person who runs Aimline, or a coordinator of your district, to approve it, and name this deployment.',
  deployment_as_at_login: 'Two deployments of the tool share this link. Remove one of them.',
};

/** @param code of a check, as it was recorded. */
export function remedyFor(code: string): { sentence: string; remedy: string } {
  if (!Object.hasOwn(CHECKS, code)) return { sentence: code, remedy: 'Ask the person who runs Aimline.' };
  const check = code as Check;
  return {
    sentence: CHECKS[check].sentence,
    remedy: REMEDIES[check] ?? 'Ask the person who runs Aimline, and name the code.',
  };
}
