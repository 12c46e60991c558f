import { z } from 'zod';
import type { TokenClaims } from './checkToken';
import { claimText, identifier } from './claimText';
import { CLAIM } from './claimNames';
import { CHECK_OF_CLAIM, IdTokenClaims } from './readLaunchClaims';
import { LaunchRefusedError } from './LaunchRefusedError';
import { COPY_NOTICE } from './noticeService';

const NOTICE = 'https://purl.imsglobal.org/spec/lti/claim/notice';
const ORIGIN_CONTEXTS = 'https://purl.imsglobal.org/spec/lti/claim/origin_contexts';

/** What every notice says (LTI Platform Notification Service 1.0). All else is ignored. */
const NoticeClaims = IdTokenClaims.pick({
  ...{ iss: true, aud: true, azp: true, exp: true, iat: true },
  ...{ [CLAIM.version]: true, [CLAIM.deploymentId]: true },
}).extend({
  [NOTICE]: z.object({ id: identifier(), timestamp: z.iso.datetime({ offset: true }), type: identifier() }),
});

/** What the notice says that a course was copied. */
const CopyClaims = z.object({
  [CLAIM.context]: z.object({
    id: identifier(),
    title: claimText.optional().catch(undefined),
    label: claimText.optional().catch(undefined),
  }),
  [ORIGIN_CONTEXTS]: z.array(identifier()).max(100),
});

/** The claims of a notice under our own names. True only once the signature has been verified. */
export interface Notice extends TokenClaims {
  deploymentId: string;
  /** Once for each platform, however often it is sent. */
  noticeId: string;
  /** Null when the notice is of another type. */
  copy: { externalId: string; title: string | null; originExternalIds: readonly string[] } | null;
}

/** @throws LaunchRefusedError by the check of the first claim that is missing, of the wrong type or too long. */
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
