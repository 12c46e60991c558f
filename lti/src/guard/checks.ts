const OPEN_AGAIN = 'Open Aimline again from your course.';
const CHECK_CLOCK = `${OPEN_AGAIN} If this page appears again, the clock of the LMS is wrong: tell its administrator.`;
const ASK_ADMINISTRATOR = 'Ask your LMS administrator, and give them the code below.';

/**
 * Every check that a login, a launch or a notice has to pass, by the code that a refusal shows: what went wrong, and
 * what to do. Codes are stable, because administrators search for them.
 */
export const CHECKS = {
  // the login
  login_parameters: refused(400, 'The learning platform sent a login that cannot be read.', ASK_ADMINISTRATOR),
  platform_registered: refused(
    400,
    'This learning platform is not registered with Aimline.',
    'Ask your LMS administrator to compare the issuer and the client ID with the registration.',
  ),
  client_id_named: refused(
    400,
    'The login does not say to which registration of the learning platform it belongs.',
    'Ask your LMS administrator to send the client ID with the login.',
  ),
  target_is_ours: refused(
    400,
    'The link does not point to Aimline.',
    'Ask your LMS administrator to correct the target link URI of the tool.',
  ),

  // the browser
  launch_parameters: refused(400, 'The launch cannot be read.', OPEN_AGAIN),
  login_allowed: refused(
    403,
    'The learning platform did not confirm who you are.',
    'Log in to your LMS again, then open Aimline from your course.',
  ),
  state_is_current: refused(400, 'This launch has already been used, or took longer than ten minutes.', OPEN_AGAIN),
  same_browser: refused(
    403,
    'This launch was not started in this browser, or the browser did not store its login.',
    `${OPEN_AGAIN} If this page appears again, open the link in a new window.`,
  ),

  // the id_token
  token_readable: refused(400, 'The id_token of the launch cannot be read.', ASK_ADMINISTRATOR),
  token_algorithm: refused(400, 'The id_token is not signed with RS256.', ASK_ADMINISTRATOR),
  key_named: refused(400, 'The id_token does not name the key that signed it.', ASK_ADMINISTRATOR),
  keys_reachable: refused(
    424,
    'The keys of the learning platform cannot be read at the moment.',
    'Try again in a minute. If this page appears again, ask your LMS administrator about the keyset URL.',
  ),
  key_known: refused(
    400,
    'The id_token is signed with a key that the learning platform does not publish.',
    'Ask your LMS administrator to compare the keyset URL with the registration.',
  ),
  signature: refused(400, 'The signature of the id_token is wrong.', ASK_ADMINISTRATOR),
  issuer: refused(400, 'The id_token and the login come from different platforms.', ASK_ADMINISTRATOR),
  audience: refused(400, 'The id_token is meant for another tool.', ASK_ADMINISTRATOR),
  authorized_party: refused(400, 'The id_token was issued to another tool.', ASK_ADMINISTRATOR),
  expires: refused(400, 'The id_token has expired, or has no expiry time.', CHECK_CLOCK),
  issued_at: refused(400, 'The id_token is too old, or was issued in the future.', CHECK_CLOCK),
  nonce: refused(400, 'The id_token was not made for this login.', OPEN_AGAIN),
  nonce_once: refused(400, 'This launch has already been used.', OPEN_AGAIN),
  lti_claims: refused(400, 'The id_token is not a valid LTI 1.3 launch.', ASK_ADMINISTRATOR),
  lti_version: refused(400, 'The LTI version of the launch is not 1.3.0.', ASK_ADMINISTRATOR),
  message_type: refused(
    400,
    'Aimline does not support this kind of launch.',
    'Ask your LMS administrator to add Aimline as a link, or as a tool for adding content (deep linking).',
  ),
  subject: refused(400, 'The launch does not say who you are.', ASK_ADMINISTRATOR),
  roles: refused(400, 'The launch does not list your roles.', ASK_ADMINISTRATOR),
  resource_link: refused(400, 'The launch does not name its link.', ASK_ADMINISTRATOR),
  context: refused(400, 'The launch names its course in a way that cannot be read.', ASK_ADMINISTRATOR),
  person_claims: refused(400, 'The launch contains a name that cannot be read.', ASK_ADMINISTRATOR),
  custom_parameters: refused(400, 'The launch contains custom parameters that cannot be read.', ASK_ADMINISTRATOR),
  mentored_students: refused(400, 'The launch lists students in a way that cannot be read.', ASK_ADMINISTRATOR),
  memberships_service: refused(
    400,
    'The launch names the list of course members in a way that cannot be read.',
    ASK_ADMINISTRATOR,
  ),
  notice_service: refused(
    400,
    'The launch names the notification service of the platform in a way that cannot be read.',
    ASK_ADMINISTRATOR,
  ),
  notice_claims: refused(400, 'The notice of the platform cannot be read.', ASK_ADMINISTRATOR),
  deep_linking_settings: refused(
    400,
    'The learning platform asks for content without saying what it accepts.',
    ASK_ADMINISTRATOR,
  ),
  deep_linking_types: refused(
    400,
    'Aimline can only add links to its pages, and this place in the course does not accept links.',
    'Add the content to your course in another way, one that adds a link to a tool.',
  ),
  deep_linking_return: refused(
    400,
    'The links for the course would not be sent to your learning platform.',
    ASK_ADMINISTRATOR,
  ),
  target_as_at_login: refused(400, 'The launch and the login have different targets.', OPEN_AGAIN),
  deployment_named: refused(400, 'The launch does not name its deployment.', ASK_ADMINISTRATOR),
  deployment_as_at_login: refused(400, 'The launch and the login name different deployments.', OPEN_AGAIN),
  deployment_known: refused(
    403,
    'Aimline does not know this deployment of the tool.',
    'Ask your LMS administrator to compare the deployment ID with the registration.',
  ),
  deployment_active: refused(
    403,
    'This deployment of the tool has not been activated, or was switched off.',
    'Ask a coordinator of your district, or the person who runs Aimline, to activate it.',
  ),

  // the request
  not_too_many: refused(429, 'Too many people are opening Aimline at once.', 'Try again in a minute.'),
  launched_from_platform: refused(400, 'Aimline opens from your learning platform.', OPEN_AGAIN),
  available: refused(503, 'Aimline is not available at the moment.', 'Try again in a minute.'),
} as const;

export type Check = keyof typeof CHECKS;

interface Refusal {
  readonly status: number;
  readonly sentence: string;
  readonly advice: string;
}

function refused(status: number, sentence: string, advice: string): Refusal {
  return { status, sentence, advice };
}
