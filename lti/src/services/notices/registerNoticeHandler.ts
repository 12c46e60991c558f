import { type OutboundPolicy, requestPublic } from '@aimline/plugin-interventions-node';
import { COPY_NOTICE } from '../../guard/noticeService';
import type { AccessTokens } from '../../platforms/AccessTokens';
import type { Registration } from '../../platforms/Registration';
import { NOTICE_HANDLERS_SCOPE } from '../../platforms/scopes';

const TIMEOUT_MS = 10_000;

/**
 * Registers the address to which a platform sends the notice that a course was copied (LTI Platform Notification
 * Service 1.0). Retries once with a new access token if the platform refuses the cached one.
 *
 * @throws Error when the platform returns no token, or an error status.
 */
export async function registerNoticeHandler(
  { accessTokens, outboundPolicy }: { accessTokens: AccessTokens; outboundPolicy: OutboundPolicy },
  { registration, url }: { registration: Registration; url: string },
  handler: string,
  signal: AbortSignal,
): Promise<void> {
  const register = async (renewed: boolean) => {
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
  const first = await register(false);
  const status = first === 401 ? await register(true) : first;
  if (status < 200 || status >= 300) throw new Error(`The platform answered ${status}.`);
}
