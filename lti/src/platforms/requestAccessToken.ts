import { randomSecret, type OutboundPolicy, requestJson } from '@aimline/plugin-interventions-node';
import { importPKCS8, SignJWT } from 'jose';
import { z } from 'zod';
import type { Registration } from './Registration';
import type { ToolKey } from './ToolKeys';

const TIMEOUT_MS = 20_000;
const MAX_BYTES = 100_000;
const ASSERTION_LIFETIME_SECONDS = 60;
/** A platform whose clock is behind ours takes an assertion from the future for a forged one. */
const DATED_BACK_SECONDS = 30;
const USUAL_LIFETIME_SECONDS = 3600;

/** RFC 6749, section 5.1. All else is ignored. */
const TokenAnswer = z.object({
  access_token: z
    .string()
    .max(16_000)
    .regex(/^[\u0021-\u007e]+$/),
  expires_in: z.coerce.number().positive().optional().catch(undefined),
});

/**
 * Asks a platform for an access token with an assertion that the tool signs (LTI security framework 1.0, section 4.1;
 * RFC 7523).
 *
 * @throws AddressRefusedError when the token endpoint is not to be asked.
 * @throws Error when the platform gives no token in time.
 */
export async function requestAccessToken(
  registration: Registration,
  scope: string,
  {
    key,
    outboundPolicy,
    now,
    signal,
  }: { key: ToolKey; outboundPolicy: OutboundPolicy; now: Date; signal: AbortSignal },
): Promise<{ accessToken: string; lifetimeSeconds: number }> {
  const { clientId, tokenEndpoint, tokenAudience } = registration;
  const nowSeconds = Math.floor(now.getTime() / 1000);
  const assertion = await new SignJWT()
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: key.kid })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(tokenAudience ?? tokenEndpoint)
    .setJti(randomSecret())
    .setIssuedAt(nowSeconds - DATED_BACK_SECONDS)
    .setExpirationTime(nowSeconds + ASSERTION_LIFETIME_SECONDS)
    .sign(await importPKCS8(key.privateKeyPem, 'RS256'));
  const answer = await requestJson(tokenEndpoint, {
    ...outboundPolicy,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
      scope,
    }).toString(),
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_BYTES,
    signal,
  });
  const token = TokenAnswer.safeParse(answer).data;
  if (!token) throw new Error('The platform gave no access token.');
  return { accessToken: token.access_token, lifetimeSeconds: token.expires_in ?? USUAL_LIFETIME_SECONDS };
}
