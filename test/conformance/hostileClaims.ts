import { DEEP_LINKING, LTI, MEMBERSHIPS } from '../support/vocabulary';

/** The kind of launch: opening a link, or requesting links for a course. */
export type Message = 'link' | 'content';

/** A place in the claims of a launch, and values that are invalid there. */
interface Fault {
  /** The path of the claim, or of a part of it. */
  at: readonly [claim: string, part?: string];
  values: readonly unknown[];
}

/** Values that are invalid everywhere: wrong types, lengths, characters, and texts with a meaning in another language. */
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
/** For places where null is valid as well. */
const PRESENT = JUNK.filter((value) => value !== undefined);
/** For places where null and an empty text are valid as well. */
const NOT_BLANK = PRESENT.filter((value) => value !== '');
/** For places where any object and null are valid. */
const NO_OBJECT = PRESENT.filter((value) => Array.isArray(value) || typeof value !== 'object' || value === null);
/** For places where any short list is valid. */
const NO_LIST = JUNK.filter((value) => !Array.isArray(value) || value.length > 0);
/** For places where any text and null are valid. */
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

/** The claims of each kind of message beyond those of every launch: all that Aimline reads. */
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

/** Makes one claim, or a part of it, invalid, so that no launch with it may be accepted; returns a description. */
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
