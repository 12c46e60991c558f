import { z } from 'zod';
import type { TokenClaims } from './checkToken';
import { claimText, identifier } from './claimText';
import { CLAIM } from './claimNames';
import { CHECK_OF_CLAIM, IdTokenClaims } from './readLaunchClaims';
import { LaunchRefusedError } from './LaunchRefusedError';
import { COPY_NOTICE } from './noticeService';

const NOTICE = 'https://purl.imsglobal.org/spec/lti/claim/notice';
const ORIGIN_CONTEXTS = 'https://purl.imsglobal.org/spec/lti/claim/origin_contexts';

/** The claims of every notice (LTI Platform Notification Service 1.0). Other claims are ignored. */
const NoticeClaims = IdTokenClaims.pick({
  ...{ iss: true, aud: true, azp: true, exp: true, iat: true },
  ...{ [CLAIM.version]: true, [CLAIM.deploymentId]: true },
}).extend({
  [NOTICE]: z.object({ id: identifier(), timestamp: z.iso.datetime({ offset: true }), type: identifier() }),
});

/** The claims of the notice that a course was copied. */
const CopyClaims = z.object({
  [CLAIM.context]: z.object({
    id: identifier(),
    title: claimText.optional().catch(undefined),
    label: claimText.optional().catch(undefined),
  }),
  [ORIGIN_CONTEXTS]: z.array(identifier()).max(100),
});

/** The claims of a notice under our own names. Not to be trusted before the signature has been verified. */
export interface Notice extends TokenClaims {
  deploymentId: string;
  /** Unique per platform; a notice that is sent again has the same id. */
  noticeId: string;
  /** The copied course; null for a notice of another type. */
  copy: { externalId: string; title: string | null; originExternalIds: readonly string[] } | null;
}

/** @throws LaunchRefusedError with the check of the first claim that is missing, of the wrong type or too long. */
export function readNoticeClaims(payload: unknown): Notice {
  const claims = parse(NoticeClaims, payload);
  const copied = claims[NOTICE].type === COPY_NOTICE ? parse(CopyClaims, payload) : null;
  const course = copied?.[CLAIM.context];
  return {
    issuer: claims.iss,
    audience: [claims.aud].flat(),
    authorizedParty: claims.azp,
    expiresAtSeconds: claims.exp,
    issuedAtSeconds: claims.iat,
    deploymentId: claims[CLAIM.deploymentId],
    noticeId: claims[NOTICE].id,
    copy: course
      ? {
          externalId: course.id,
          title: course.title ?? course.label ?? null,
          originExternalIds: copied[ORIGIN_CONTEXTS],
        }
      : null,
  };
}

function parse<S extends z.ZodType>(schema: S, payload: unknown): z.output<S> {
  const parsed = schema.safeParse(payload);
  if (parsed.success) return parsed.data;
  throw new LaunchRefusedError(CHECK_OF_CLAIM[String(parsed.error.issues[0]?.path[0])] ?? 'notice_claims');
}
