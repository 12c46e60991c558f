import { type OutboundPolicy, requestPublic } from '@aimline/plugin-interventions-node';
import { COPY_NOTICE } from '../../launch/guard/noticeService';
import type { AccessTokens } from '../../platforms/AccessTokens';
import type { Registration } from '../../platforms/Registration';
import { NOTICE_HANDLERS_SCOPE } from '../../platforms/scopes';

const TIMEOUT_MS = 10_000;

/**
 * Registers where a platform sends the notice that a course was copied (LTI Platform Notification Service 1.0); when it
 * does not take the access token, once more with another one.
 *
 * @throws Error when the platform gives no token or does not agree.
 */
export async function registerNoticeHandler(
  { accessTokens, outboundPolicy }: { accessTokens: AccessTokens; outboundPolicy: OutboundPolicy },
  { registration, url }: { registration: Registration; url: string },
  handler: string,
  signal: AbortSignal,
): Promise<void> {
  const ask = async (renewed: boolean) => {
    const authorization = await accessTokens.authorization(registration, NOTICE_HANDLERS_SCOPE, { signal, renewed });
    const response = await requestPublic(url, {
      ...outboundPolicy,
      method: 'PUT',
      headers: { accept: 'application/json', 'content-type': 'application/json', authorization },
      body: JSON.stringify({ notice_type: COPY_NOTICE, handler }),
      timeoutMs: TIMEOUT_MS,
      signal,
    });
    response.destroy();
    return response.statusCode ?? 0;
  };
  const status = await ask(false);
  const answered = status === 401 ? await ask(true) : status;
  if (answered < 200 || answered >= 300) throw new Error(`The answer was ${answered}.`);
}
