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
  /** The URL of the course's memberships service. */
  url: string;
  outboundPolicy: OutboundPolicy;
  signal: AbortSignal;
}

/**
 * Fetches pages of a list of members with an access token; retries once with a new token if the platform refuses the
 * cached one. The pages of a list share a connection, which `close` ends. Although the platform signed the address, the
 * outbound policy applies to it: it is an address that we send a token to, and a signature proves who named it, not
 * where it leads.
 */
export function fetchMembers({ accessTokens, registration, url, outboundPolicy, signal }: MembersSource): {
  fetchPage: FetchPage;
  close(): void;
} {
  const agent = new (url.startsWith('https:') ? HttpsAgent : HttpAgent)({ keepAlive: true, maxSockets: 1 });
  const fetchOnce = async (page: URL, etag: string | null, renewed: boolean) => {
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
    async fetchPage(page, etag) {
      const response = await fetchOnce(page, etag, false);
      if (response.statusCode !== 401) return response;
      response.destroy();
      return fetchOnce(page, etag, true);
    },
    close: () => agent.destroy(),
  };
}
