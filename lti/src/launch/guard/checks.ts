const CHECK_CLOCK =
  'Open Aimline from your course once more. If this page comes back, the clock of the LMS is wrong: tell its administrator.';
const OPEN_AGAIN = 'Open Aimline from your course once more.';
const ASK_ADMINISTRATOR = 'Ask your LMS administrator, and name the code below.';
/**
 * Every check a login or a launch has to pass, by the code that a refusal shows: what went wrong, and what to do.
 * Codes are stable: administrators search for them.
 */
export const CHECKS = {
  // the login
  login_parameters: refused(400, 'The learning platform sent a login that cannot be read.', ASK_ADMINISTRATOR),
  platform_registered: refused(
    400,
    'This learning platform is not registered with Aimline.',
    'Ask your LMS administrator to compare the issuer and the client id with the registration.',
  ),
  client_id_named: refused(
    400,
    'The login does not say which registration of the learning platform it belongs to.',
    'Ask your LMS administrator to send the client id with the login.',
  ),
  target_is_ours: refused(
    400,
    'The link points somewhere else than Aimline.',
    'Ask your LMS administrator to correct the target link URI of the tool.',
  ),

  // the browser
  launch_parameters: refused(400, 'The launch cannot be read.', OPEN_AGAIN),
  login_allowed: refused(
    403,
    'The learning platform did not confirm who you are.',
    'Log in to your LMS again, then open Aimline from your course.',
  ),
  state_is_current: refused(400, 'This launch was used already, or took longer than ten minutes.', OPEN_AGAIN),
  same_browser: refused(
    403,
    'This launch was not begun in this browser, or the browser kept nothing of its beginning.',
    'Open Aimline from your course once more. If this page comes back, open the link in a new window.',
  ),

  // the id_token
  token_readable: refused(400, 'The id_token of the launch cannot be read.', ASK_ADMINISTRATOR),
  token_algorithm: refused(400, 'The id_token is not signed with RS256.', ASK_ADMINISTRATOR),
  key_named: refused(400, 'The id_token does not name the key it is signed with.', ASK_ADMINISTRATOR),
  keys_reachable: refused(
    424,
    'The keys of the learning platform cannot be read at the moment.',
    'Try again in a minute. If this page comes back, ask your LMS administrator about the keyset URL.',
  ),
  key_known: refused(
    400,
    'The id_token is signed with a key that the learning platform does not publish.',
    'Ask your LMS administrator to compare the keyset URL with the registration.',
  ),
  signature: refused(400, 'The signature of the id_token is wrong.', ASK_ADMINISTRATOR),
  issuer: refused(400, 'The id_token comes from another platform than the login.', ASK_ADMINISTRATOR),
  audience: refused(400, 'The id_token is meant for another tool.', ASK_ADMINISTRATOR),
  authorized_party: refused(400, 'The id_token was issued to another tool.', ASK_ADMINISTRATOR),
  expires: refused(400, 'The id_token has expired, or does not say when it does.', CHECK_CLOCK),
  issued_at: refused(400, 'The id_token is too old, or comes from the future.', CHECK_CLOCK),
  nonce: refused(400, 'The id_token was not made for this login.', OPEN_AGAIN),
  nonce_once: refused(400, 'This launch was used already.', OPEN_AGAIN),
  lti_claims: refused(400, 'The id_token is not a launch as LTI 1.3 describes it.', ASK_ADMINISTRATOR),
  lti_version: refused(400, 'The launch is not of LTI version 1.3.0.', ASK_ADMINISTRATOR),
  message_type: refused(
    400,
    'The launch is of a kind that Aimline does not take.',
    'Ask your LMS administrator to add Aimline as a link, or as a tool that gives links (deep linking).',
  ),
  subject: refused(400, 'The launch does not say who you are.', ASK_ADMINISTRATOR),
  roles: refused(400, 'The launch does not say in which roles you come.', ASK_ADMINISTRATOR),
  resource_link: refused(400, 'The launch does not name its link.', ASK_ADMINISTRATOR),
  context: refused(400, 'The launch names its course in a way that cannot be read.', ASK_ADMINISTRATOR),
  person_claims: refused(400, 'The launch holds a name that cannot be read.', ASK_ADMINISTRATOR),
  custom_parameters: refused(400, 'The launch holds custom parameters that cannot be read.', ASK_ADMINISTRATOR),
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
    'The learning platform asks for content without saying what it takes.',
    ASK_ADMINISTRATOR,
  ),
  deep_linking_types: refused(
    400,
    'Aimline gives links to its pages, and this place in the course takes none.',
    'Use another way to add content to your course, one that adds a link to a tool.',
  ),
  deep_linking_return: refused(
    400,
    'The links for the course would be sent somewhere else than to your learning platform.',
    ASK_ADMINISTRATOR,
  ),
  target_as_at_login: refused(400, 'The launch goes elsewhere than the login said.', OPEN_AGAIN),
  deployment_named: refused(400, 'The launch does not name its deployment.', ASK_ADMINISTRATOR),
  deployment_as_at_login: refused(400, 'The launch names another deployment than the login.', OPEN_AGAIN),
  deployment_known: refused(
    403,
    'This deployment of the tool is not known to Aimline.',
    'Ask your LMS administrator to compare the deployment id with the registration.',
  ),
  deployment_active: refused(
    403,
    'This deployment of the tool has not been activated, or is switched off.',
    'Ask a coordinator of your district, or the person who runs Aimline, to activate it.',
  ),

  // neither
  not_too_many: refused(429, 'Too many people open Aimline at once.', 'Try again in a minute.'),
  launched_from_platform: refused(
    400,
    'Aimline opens from your learning platform.',
    'Reopen Aimline from your course.',
  ),
  available: refused(503, 'Aimline cannot answer at the moment.', 'Try again in a minute.'),
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
