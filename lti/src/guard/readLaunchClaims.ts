import { z } from 'zod';
import type { Check } from './checks';
import { CLAIM } from './claimNames';
import { claimId, claimList, claimText, identifier } from './claimText';
import { type DeepLinkingRequest, readDeepLinkingSettings } from './readDeepLinkingSettings';
import type { LaunchChecks } from './LaunchChecks';
import { LaunchRefusedError } from './LaunchRefusedError';
import { NoticeService } from './noticeService';
import { NameClaims, nameOf, RoleClaims } from './personClaims';

const Seconds = z.number().int().nonnegative();
/** The custom parameters that our Canvas configuration requests; all others are ignored. */
const CustomParameters = z.object({ observees: claimList.optional(), membership_roles: claimList.optional() });

/**
 * The claims of an id_token that Aimline uses: LTI 1.3 core, sections 5.3 and 5.4; LTI Deep Linking 2.0, section 4.4.
 * Other claims are ignored.
 */
export const IdTokenClaims = z.object({
  iss: identifier(),
  aud: z.union([identifier(), z.array(identifier()).min(1).max(10)]),
  azp: identifier().optional(),
  exp: Seconds,
  iat: Seconds,
  nonce: identifier(),
  [CLAIM.version]: z.literal('1.3.0'),
  [CLAIM.messageType]: z.enum(['LtiResourceLinkRequest', 'LtiDeepLinkingRequest']),
  [CLAIM.deploymentId]: identifier(),
  [CLAIM.targetLinkUri]: identifier(2000).optional(),
  [CLAIM.resourceLink]: z.object({ id: identifier() }).optional(),
  sub: identifier(),
  [CLAIM.roles]: RoleClaims,
  [CLAIM.roleScopeMentor]: z.array(identifier()).max(100).optional(),
  [CLAIM.context]: z.object({ id: identifier(), title: claimText.optional(), label: claimText.optional() }).optional(),
  [CLAIM.lis]: z.object({ person_sourcedid: claimId.optional() }).optional(),
  [CLAIM.custom]: CustomParameters.optional(),
  [CLAIM.toolPlatform]: z.object({ product_family_code: z.string() }).optional().catch(undefined),
  [CLAIM.memberships]: z
    .object({ context_memberships_url: identifier(2000).pipe(z.url({ protocol: /^https?$/ })) })
    .optional(),
  [CLAIM.noticeService]: NoticeService.optional(),
  [CLAIM.deepLinkingSettings]: z.unknown().optional(),
  ...NameClaims.shape,
});

const COMPARED_LATER: ReadonlySet<Check> = new Set([
  'issuer',
  'audience',
  'authorized_party',
  'expires',
  'issued_at',
  'nonce',
  'target_as_at_login',
]);

/** By claim, the check that fails when its type or length is wrong; `lti_claims` for claims not listed here. */
export const CHECK_OF_CLAIM: Readonly<Record<string, Check>> = {
  iss: 'issuer',
  aud: 'audience',
  azp: 'authorized_party',
  exp: 'expires',
  iat: 'issued_at',
  nonce: 'nonce',
  sub: 'subject',
  given_name: 'person_claims',
  family_name: 'person_claims',
  name: 'person_claims',
  [CLAIM.version]: 'lti_version',
  [CLAIM.messageType]: 'message_type',
  [CLAIM.deploymentId]: 'deployment_named',
  [CLAIM.targetLinkUri]: 'target_as_at_login',
  [CLAIM.resourceLink]: 'resource_link',
  [CLAIM.roles]: 'roles',
  [CLAIM.roleScopeMentor]: 'mentored_students',
  [CLAIM.context]: 'context',
  [CLAIM.lis]: 'person_claims',
  [CLAIM.custom]: 'custom_parameters',
  [CLAIM.memberships]: 'memberships_service',
  [CLAIM.noticeService]: 'notice_service',
};

/** The checks that a readable claim passes; for the other claims, `checkLaunch` compares the value as well. */
const CLAIM_CHECKS = [...new Set(Object.values(CHECK_OF_CLAIM))].filter((check) => !COMPARED_LATER.has(check));

/** What a launch claims about the roles of the user. */
export interface RolesClaimed {
  roles: readonly string[];
  /** Names of roles that the platform defined itself. */
  customRoles: readonly string[];
  /** The user's id in the student information system. */
  sourcedId: string | undefined;
  /** Subjects of the students of a mentor; undefined when the platform does not list them. */
  mentoredSubjects: readonly string[] | undefined;
}

/** The claims of a launch under our own names. Not to be trusted before the signature has been verified. */
export interface LaunchClaims extends RolesClaimed {
  issuer: string;
  audience: readonly string[];
  authorizedParty: string | undefined;
  expiresAtSeconds: number;
  issuedAtSeconds: number;
  nonce: string;
  deploymentId: string;
  /** The page to open; undefined in a deep linking request that does not repeat the target of the login. */
  targetLinkUri: string | undefined;
  /** The request for links to put into a course; null when the launch opens a link. */
  deepLinking: DeepLinkingRequest | null;
  /** The user's id on the platform. */
  subject: string;
  givenName: string | null;
  familyName: string | null;
  course: { externalId: string; title: string } | undefined;
  /** The course's memberships service. */
  membershipsUrl: string | undefined;
  /** The service where copy notices can be requested. */
  noticeServiceUrl: string | undefined;
}

/** @throws LaunchRefusedError with the check of the first claim that is missing, of the wrong type or too long. */
export function readLaunchClaims(payload: unknown, checks: LaunchChecks): LaunchClaims {
  const parsed = IdTokenClaims.safeParse(payload);
  const wrong = parsed.success
    ? missingOfLink(parsed.data)
    : parsed.error.issues.map(({ path }) => CHECK_OF_CLAIM[String(path[0])] ?? 'lti_claims');
  checks.pass(...CLAIM_CHECKS.filter((check) => !wrong.includes(check)));
  if (!parsed.success || wrong.length > 0) throw new LaunchRefusedError(wrong[0] ?? 'lti_claims');
  const claims = parsed.data;
  let deepLinking: DeepLinkingRequest | null = null;
  if (claims[CLAIM.messageType] === 'LtiDeepLinkingRequest') {
    deepLinking = readDeepLinkingSettings(claims[CLAIM.deepLinkingSettings]);
    checks.pass('deep_linking_settings', 'deep_linking_types');
  }
  const context = claims[CLAIM.context];
  // The author of a link in a course chooses its custom parameters. They are trusted only in a launch from the course
  // navigation of Canvas, which names the course itself, by a random id, as the resource link. Elsewhere both ids are
  // numbers, and an author who makes enough links in a course gets one with the number of the course.
  const isNavigation = context !== undefined && claims[CLAIM.resourceLink]?.id === context.id;
  const isCanvas = claims[CLAIM.toolPlatform]?.product_family_code.toLowerCase() === 'canvas';
  const custom = isNavigation && isCanvas ? claims[CLAIM.custom] : undefined;
  return {
    issuer: claims.iss,
    audience: [claims.aud].flat(),
    authorizedParty: claims.azp,
    expiresAtSeconds: claims.exp,
    issuedAtSeconds: claims.iat,
    nonce: claims.nonce,
    deploymentId: claims[CLAIM.deploymentId],
    targetLinkUri: claims[CLAIM.targetLinkUri],
    deepLinking,
    subject: claims.sub,
    ...nameOf(claims),
    roles: claims[CLAIM.roles],
    customRoles: custom?.membership_roles ?? [],
    sourcedId: claims[CLAIM.lis]?.person_sourcedid,
    // Canvas lists a mentor's students in a custom parameter too, which it sends at every privacy level.
    mentoredSubjects: claims[CLAIM.roleScopeMentor] ?? custom?.observees,
    course: context && { externalId: context.id, title: context.title ?? context.label ?? context.id },
    membershipsUrl: claims[CLAIM.memberships]?.context_memberships_url,
    noticeServiceUrl: claims[CLAIM.noticeService],
  };
}

/** The checks of the claims that only a launch from a link must have, where they are missing. */
function missingOfLink(claims: z.infer<typeof IdTokenClaims>): Check[] {
  if (claims[CLAIM.messageType] !== 'LtiResourceLinkRequest') return [];
  return ([CLAIM.targetLinkUri, CLAIM.resourceLink] as const).flatMap((name) =>
    claims[name] === undefined ? CHECK_OF_CLAIM[name]! : [],
  );
}
