import { type OutboundPolicy, requestPublic } from '@aimline/plugin-interventions-node';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { AccessTokens } from '../../platforms/AccessTokens';
import type { Registration } from '../../platforms/Registration';
import { MEMBERSHIPS_SCOPE } from '../../platforms/scopes';
import type { FetchPage } from './readMembers';

const MEDIA_TYPE = 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json';
const PAGE_TIMEOUT_MS = 10 * 60_000;
const IDLE_TIMEOUT_MS = 20_000;

export interface MembersSource {
  accessTokens: AccessTokens;
  registration: Registration;
  /** The course's memberships service. */
  url: string;
  outboundPolicy: OutboundPolicy;
  signal: AbortSignal;
}

/**
 * Asks for pages of a list of members with an access token; when the platform does not take the token, once more with
 * another one. The pages of a list share a connection, which `close` ends.
 *
 * The address comes in a claim that the platform signed, and goes through the same door as all others nevertheless: it is
 * the first address at which we would show a token to whomever we reach, and a signature says who named it, not where it
 * leads.
 */
export function fetchMembers({ accessTokens, registration, url, outboundPolicy, signal }: MembersSource): {
  ask: FetchPage;
  close(): void;
} {
  const agent = new (url.startsWith('https:') ? HttpsAgent : HttpAgent)({ keepAlive: true, maxSockets: 1 });
  const askOnce = async (page: URL, etag: string | null, renewed: boolean) => {
    const authorization = await accessTokens.authorization(registration, MEMBERSHIPS_SCOPE, { signal, renewed });
    return requestPublic(page.href, {
      ...outboundPolicy,
      headers: { accept: MEDIA_TYPE, authorization, ...(etag !== null && { 'if-none-match': etag }) },
      timeoutMs: PAGE_TIMEOUT_MS,
      silenceMs: IDLE_TIMEOUT_MS,
      signal,
      agent,
    });
  };
  return {
    async ask(page, etag) {
      const response = await askOnce(page, etag, false);
      if (response.statusCode !== 401) return response;
      response.destroy();
      return askOnce(page, etag, true);
    },
    close: () => agent.destroy(),
  };
}
