import { randomSecret, type OutboundPolicy, requestJson } from '@aimline/plugin-interventions-node';
import { importPKCS8, SignJWT } from 'jose';
import { z } from 'zod';
import type { Registration } from './Registration';
import type { ToolKey } from './ToolKeys';

const TIMEOUT_MS = 20_000;
const MAX_BYTES = 100_000;
const ASSERTION_LIFETIME_SECONDS = 60;
/** A platform whose clock is behind ours would refuse an assertion as issued in the future. */
const BACKDATED_SECONDS = 30;
const DEFAULT_LIFETIME_SECONDS = 3600;

/** RFC 6749, section 5.1. Other fields are ignored. */
const TokenAnswer = z.object({
  access_token: z
    .string()
    .max(16_000)
    .regex(/^[\u0021-\u007e]+$/),
  expires_in: z.coerce.number().positive().optional().catch(undefined),
});

/**
 * Requests an access token of a platform with an assertion signed by the tool (LTI security framework 1.0, section 4.1;
 * RFC 7523).
 *
 * @throws AddressRefusedError when the outbound policy refuses the token endpoint.
 * @throws Error when the platform returns no token within the timeout.
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
    .setIssuedAt(nowSeconds - BACKDATED_SECONDS)
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
  if (!token) throw new Error('The platform returned no access token.');
  return { accessToken: token.access_token, lifetimeSeconds: token.expires_in ?? DEFAULT_LIFETIME_SECONDS };
}
