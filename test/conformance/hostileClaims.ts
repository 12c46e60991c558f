import { DEEP_LINKING, LTI, MEMBERSHIPS } from '../support/vocabulary';

/** The kind of a launch: it opens a link, or requests content for a course. */
export type Message = 'link' | 'content';

/** A claim of a launch, or a part of it, with invalid values. */
interface Fault {
  /** The name of the claim, and of a part in it. */
  at: readonly [claim: string, part?: string];
  values: readonly unknown[];
}

/**
 * Values that no claim accepts: wrong types, lengths and characters, and values with a meaning in SQL, HTML or
 * JavaScript.
 */
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
/** Invalid values of an optional claim. */
const PRESENT = JUNK.filter((value) => value !== undefined);
/** Invalid values of an optional claim that may be blank. */
const NOT_BLANK = PRESENT.filter((value) => value !== '');
/** Invalid values of an optional claim that may be any object. */
const NO_OBJECT = PRESENT.filter((value) => Array.isArray(value) || typeof value !== 'object' || value === null);
/** Invalid values of a claim that may be any short list. */
const NO_LIST = JUNK.filter((value) => !Array.isArray(value) || value.length > 0);
/** Invalid values of an optional claim that may be any text. */
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

/** The claims that Aimline reads from one kind of message, in addition to those of every launch; all are valid. */
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

/** Invalidates one claim, or a part of it, so that no launch with it may be accepted; returns a description. */
export function invalidateClaim(
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
