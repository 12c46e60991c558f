import { z } from 'zod';
import type { Check } from './checks';
import { claimText, identifier } from './claimText';
import { type DeepLinkingRequest, readDeepLinkingSettings } from './deepLinkingSettings';
import { LaunchRefused } from './launchRefused';

const CLAIM = {
  version: 'https://purl.imsglobal.org/spec/lti/claim/version',
  messageType: 'https://purl.imsglobal.org/spec/lti/claim/message_type',
  deploymentId: 'https://purl.imsglobal.org/spec/lti/claim/deployment_id',
  targetLinkUri: 'https://purl.imsglobal.org/spec/lti/claim/target_link_uri',
  resourceLink: 'https://purl.imsglobal.org/spec/lti/claim/resource_link',
  roles: 'https://purl.imsglobal.org/spec/lti/claim/roles',
  roleScopeMentor: 'https://purl.imsglobal.org/spec/lti/claim/role_scope_mentor',
  context: 'https://purl.imsglobal.org/spec/lti/claim/context',
  memberships: 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice',
  deepLinkingSettings: 'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings',
} as const;

const Roles = z.array(z.string().max(500)).max(100);
const Seconds = z.number().int().nonnegative();

/**
 * What an id_token says that Aimline uses: LTI 1.3 core, section 5.3 and 5.4; LTI Deep Linking 2.0, section 4.4. All
 * else is ignored.
 */
const IdTokenClaims = z.object({
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
  [CLAIM.roles]: Roles,
  [CLAIM.roleScopeMentor]: z.array(identifier()).max(100).optional(),
  [CLAIM.context]: z.object({ id: identifier(), title: claimText.optional(), label: claimText.optional() }).optional(),
  [CLAIM.memberships]: z.object({ context_memberships_url: z.url().max(2000) }).optional(),
  [CLAIM.deepLinkingSettings]: z.unknown().optional(),
  given_name: claimText.optional(),
  family_name: claimText.optional(),
  name: claimText.optional(),
});

/** The check that a claim of the wrong type or length fails; a claim not named here fails `lti_claims`. */
const CHECK_OF_CLAIM: Readonly<Record<string, Check>> = {
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
  [CLAIM.memberships]: 'memberships_service',
};

/** The claims of a launch under our own names. True only once the signature has been verified. */
export interface LaunchClaims {
  issuer: string;
  audience: readonly string[];
  authorizedParty: string | undefined;
  expiresAtSeconds: number;
  issuedAtSeconds: number;
  nonce: string;
  deploymentId: string;
  /** Undefined when the platform asks for links and leaves it at the target of the login. */
  targetLinkUri: string | undefined;
  /** What kind of links the platform wants for a course; null when it opens one. */
  deepLinking: DeepLinkingRequest | null;
  /** The person, as the platform names them. */
  subject: string;
  givenName: string | null;
  familyName: string | null;
  roles: readonly string[];
  /** Students whom a mentor cares for; undefined when the platform does not list them. */
  mentoredSubjects: readonly string[] | undefined;
  course: { externalId: string; title: string } | undefined;
  /** Where the members of the course are listed. */
  membershipsUrl: string | undefined;
}

/** @throws LaunchRefused by the check of the first claim that is missing, of the wrong type or too long. */
export function readLaunchClaims(payload: unknown): LaunchClaims {
  const parsed = IdTokenClaims.safeParse(payload);
  if (!parsed.success) {
    throw new LaunchRefused(CHECK_OF_CLAIM[String(parsed.error.issues[0]?.path[0])] ?? 'lti_claims');
  }
  const claims = parsed.data;
  const isLink = claims[CLAIM.messageType] === 'LtiResourceLinkRequest';
  if (isLink && !claims[CLAIM.targetLinkUri]) throw new LaunchRefused('target_as_at_login');
  if (isLink && !claims[CLAIM.resourceLink]) throw new LaunchRefused('resource_link');
  const context = claims[CLAIM.context];
  const given = claims.given_name ?? null;
  const family = claims.family_name ?? null;
  return {
    issuer: claims.iss,
    audience: [claims.aud].flat(),
    authorizedParty: claims.azp,
    expiresAtSeconds: claims.exp,
    issuedAtSeconds: claims.iat,
    nonce: claims.nonce,
    deploymentId: claims[CLAIM.deploymentId],
    targetLinkUri: claims[CLAIM.targetLinkUri],
    deepLinking: isLink ? null : readDeepLinkingSettings(claims[CLAIM.deepLinkingSettings]),
    subject: claims.sub,
    // A full name cannot be taken apart without guessing: it stands as it is.
    givenName: given ?? (family === null ? (claims.name ?? null) : null),
    familyName: family,
    roles: claims[CLAIM.roles],
    mentoredSubjects: claims[CLAIM.roleScopeMentor],
    course: context && { externalId: context.id, title: context.title ?? context.label ?? context.id },
    membershipsUrl: claims[CLAIM.memberships]?.context_memberships_url,
  };
}
