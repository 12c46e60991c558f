import { SignJWT } from 'jose';
import { randomUUID } from 'node:crypto';
import type { Course } from '../courses';
import { contextClaim } from './launchClaims';
import type { NoticeHandler } from './NoticeHandlers';
import { COPY_NOTICE } from './noticeService';
import type { Platform } from './platform';

const NOTICE_LIFETIME_S = 3600;
const TIMEOUT_MS = 5_000;
const CLAIM = 'https://purl.imsglobal.org/spec/lti/claim';

/**
 * Notifies the tools with a handler that a course is a copy (LTI Platform Notification Service 1.0). There is no retry.
 *
 * @returns the number of tools that accepted the notice.
 */
export async function sendCopyNotice(platform: Platform, copy: Course, origin: Course): Promise<number> {
  const deliveries = platform.noticeHandlers.around(copy).map(async (handler) => {
    const jwt = await sign(platform, handler, { copy, origin });
    const response = await fetch(handler.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ notices: [{ jwt }] }),
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch(() => undefined);
    return response?.ok === true;
  });
  return (await Promise.all(deliveries)).filter(Boolean).length;
}

function sign(
  { now, signingKey }: Platform,
  { tool, deploymentId }: NoticeHandler,
  { copy, origin }: { copy: Course; origin: Course },
): Promise<string> {
  const issuedAt = Math.floor(now().getTime() / 1000);
  return new SignJWT({
    azp: tool.clientId,
    nonce: randomUUID(),
    [`${CLAIM}/version`]: '1.3.0',
    [`${CLAIM}/deployment_id`]: deploymentId,
    [`${CLAIM}/notice`]: { id: randomUUID(), timestamp: now().toISOString(), type: COPY_NOTICE },
    ...contextClaim(copy),
    [`${CLAIM}/origin_contexts`]: [origin.contextId],
  })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: signingKey.kid })
    .setIssuer(tool.issuer)
    .setAudience(tool.clientId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + NOTICE_LIFETIME_S)
    .sign(signingKey.privateKey);
}
