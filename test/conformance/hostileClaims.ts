import { DEEP_LINKING, LTI, MEMBERSHIPS } from '../support/vocabulary';

/** What a launch is for: to open a link, or to get links for a course. */
export type Message = 'link' | 'content';

/** A place in the claims of a launch, and values that are wrong in it. */
interface Fault {
  /** Names of the claim and, in it, of a part. */
  at: readonly [claim: string, part?: string];
  values: readonly unknown[];
}

/** Values that are right nowhere: wrong types, lengths, characters, and things that mean something to somebody. */
const JUNK: readonly unknown[] = [
  undefined,
  null,
  true,
  false,
  -1,
  1e308,
  0.5,
  '',
  '\u0000',
  'a\u0000b',
  'a\r\nSet-Cookie: x=1',
  '\ud800',
  'x'.repeat(9000),
  [],
  {},
  [[]],
  { $ne: null },
  { toString: 'x' },
  { __proto__: null, constructor: { prototype: {} } },
  Array.from({ length: 300 }, () => 'x'),
  [null],
  "' or 1=1; --\u0007",
  '<script>alert(1)</script>\u0000',
];
/** Where nothing is right, too. */
const PRESENT = JUNK.filter((value) => value !== undefined);
/** Where nothing and no text is right, too. */
const NOT_BLANK = PRESENT.filter((value) => value !== '');
/** Where any object is right, and nothing. */
const NO_OBJECT = PRESENT.filter((value) => Array.isArray(value) || typeof value !== 'object' || value === null);
/** Where any list is right that is short enough. */
const NO_LIST = JUNK.filter((value) => !Array.isArray(value) || value.length > 0);
/** Where any text is right, and nothing. */
const NO_TEXT = PRESENT.filter((value) => typeof value !== 'string');

const ALWAYS: readonly Fault[] = [
  ...['iss', 'aud', 'exp', 'iat', 'nonce', 'sub'].map((name): Fault => ({ at: [name], values: JUNK })),
  ...['version', 'message_type', 'deployment_id'].map((name): Fault => ({ at: [`${LTI}${name}`], values: JUNK })),
  { at: [`${LTI}roles`], values: NO_LIST },
  { at: [`${LTI}role_scope_mentor`], values: NO_LIST.filter((value) => value !== undefined) },
  { at: [`${LTI}context`], values: PRESENT },
  { at: [`${LTI}lis`], values: NO_OBJECT },
  { at: [`${LTI}lis`, 'person_sourcedid'], values: NOT_BLANK },
  { at: [`${LTI}custom`], values: NO_OBJECT },
  { at: [`${LTI}custom`, 'observees'], values: NOT_BLANK },
  { at: [`${LTI}custom`, 'membership_roles'], values: NOT_BLANK },
  { at: [MEMBERSHIPS], values: PRESENT },
  { at: [MEMBERSHIPS, 'context_memberships_url'], values: JUNK },
  { at: [`${LTI}platformnotificationservice`], values: PRESENT },
  { at: [`${LTI}platformnotificationservice`, 'platform_notification_service_url'], values: JUNK },
];

const SETTINGS = `${DEEP_LINKING}deep_linking_settings`;
const FAULTS: Readonly<Record<Message, readonly Fault[]>> = {
  link: [...ALWAYS, { at: [`${LTI}target_link_uri`], values: JUNK }, { at: [`${LTI}resource_link`], values: JUNK }],
  content: [
    ...ALWAYS,
    { at: [`${LTI}target_link_uri`], values: PRESENT },
    { at: [`${LTI}resource_link`], values: PRESENT },
    { at: [SETTINGS], values: JUNK },
    { at: [SETTINGS, 'deep_link_return_url'], values: JUNK },
    { at: [SETTINGS, 'accept_types'], values: JUNK },
    { at: [SETTINGS, 'accept_presentation_document_targets'], values: NO_LIST },
    { at: [SETTINGS, 'data'], values: NO_TEXT },
  ],
};

/** What a good message says beside what every launch does: all claims that Aimline reads of it. */
export function messageClaims(message: Message, issuer: string): Record<string, unknown> {
  return {
    [`${LTI}lis`]: { person_sourcedid: 'T-4711' },
    [`${LTI}custom`]: { observees: 'maya,diego', membership_roles: 'Dean' },
    [MEMBERSHIPS]: { context_memberships_url: `${issuer}/members` },
    ...(message === 'content' && {
      [`${LTI}message_type`]: 'LtiDeepLinkingRequest',
      [`${LTI}target_link_uri`]: undefined,
      [`${LTI}resource_link`]: undefined,
      [SETTINGS]: {
        deep_link_return_url: `${issuer}/deep-linking-return`,
        accept_types: ['ltiResourceLink'],
        accept_presentation_document_targets: ['iframe'],
        accept_multiple: true,
        data: 'csrftoken:7',
      },
    }),
  };
}

/** Spoils one claim, or one part of it, so that no launch with it may be accepted; says how. */
export function spoilClaim(
  claims: Record<string, unknown>,
  message: Message,
  pick: <T>(what: string, from: readonly T[]) => T,
): string {
  const fault = pick('fault', FAULTS[message]);
  const [claim, part] = fault.at;
  const value = pick('value', fault.values);
  claims[claim] = part === undefined ? value : { ...Object(claims[claim]), [part]: value };
  return `${fault.at.join(' ')}: ${JSON.stringify(value)}`;
}
