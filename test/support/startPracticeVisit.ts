import { PRACTICE_CLIENT_ID, type PracticeLms, startPracticeLms } from '@aimline/demo/practiceLms';
import { expect } from '@jest/globals';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export const MEMBERSHIP_SCOPE = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';
export const NOTICE_HANDLERS_SCOPE = 'https://purl.imsglobal.org/spec/lti/scope/noticehandlers';
export const CLAIM = 'https://purl.imsglobal.org/spec/lti/claim';
export const DEEP_LINKING = 'https://purl.imsglobal.org/spec/lti-dl/claim';

/** The practice LMS on a port, a registered tool, and the requests that browser and tool send. */
export type PracticeVisit = Awaited<ReturnType<typeof startPracticeVisit>>;

export async function startPracticeVisit() {
  /** The clock of the practice LMS; a test may move it. */
  const clock = { now: new Date() };
  const tool = await startTool();
  const lms: PracticeLms = await startPracticeLms({ port: 0, toolOrigin: tool.origin, now: () => clock.now });
  return {
    ...{ lms, tool, clock },
    ...{ authenticationRequest, authorize, fieldsOf, assertionClaims, assertion, requestToken, accessToken, readPages },
    ...{ linkClaims, answer, linksOf, serviceUrl, putHandler, copyCourse },
    async close() {
      await lms.close();
      tool.server.close();
    },
  };

  async function authenticationRequest(course: string, person: string, purpose = ''): Promise<Record<string, string>> {
    const query = `course=${course}&person=${person}&${purpose}`;
    const launch = await fetch(`${lms.origin}/launch?${query}`, { redirect: 'manual' });
    const login = new URL(launch.headers.get('location')!).searchParams;
    return {
      scope: 'openid',
      response_type: 'id_token',
      response_mode: 'form_post',
      prompt: 'none',
      client_id: login.get('client_id')!,
      redirect_uri: `${tool.origin}/lti/launch`,
      login_hint: login.get('login_hint')!,
      lti_message_hint: login.get('lti_message_hint')!,
      state: 'a-state',
      nonce: 'a-nonce',
    };
  }

  /** The form that the responding page would post to the tool. */
  async function authorize(request: Record<string, string>): Promise<Record<string, string>> {
    const response = await fetch(`${lms.authorizationEndpoint}?${new URLSearchParams(request)}`);
    return fieldsOf(await response.text());
  }

  function fieldsOf(page: string): Record<string, string> {
    expect(page).toContain(`action="${tool.origin}/lti/launch"`);
    return Object.fromEntries(
      [...page.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name!, value!]),
    );
  }

  /** The claims of a valid response with two links, to a request of an interventionist. */
  async function linkClaims(course: string): Promise<JWTPayload> {
    const person = course === 'grade-2' ? 'owen' : 'vivian';
    const claims = claimsOf((await authorize(await authenticationRequest(course, person, 'add=content'))).id_token!);
    const { data } = claims[`${DEEP_LINKING}/deep_linking_settings`] as { data: string };
    const issuedAt = Math.floor(clock.now.getTime() / 1000);
    return {
      iss: PRACTICE_CLIENT_ID,
      aud: lms.issuer,
      iat: issuedAt,
      exp: issuedAt + 60,
      nonce: randomUUID(),
      [`${CLAIM}/message_type`]: 'LtiDeepLinkingResponse',
      [`${CLAIM}/version`]: '1.3.0',
      [`${CLAIM}/deployment_id`]: 'cedar-valley-1',
      [`${DEEP_LINKING}/data`]: data,
      [`${DEEP_LINKING}/content_items`]: [
        { type: 'ltiResourceLink', title: 'Repeated reading <grade 3>', url: `${tool.origin}/app/interventions/7` },
        { type: 'html', html: '<p>left</p>' },
        { type: 'ltiResourceLink', title: 'Today', url: `${tool.origin}/app/` },
      ],
    };
  }

  /** Posts a response as the browser does. */
  async function answer(claims: JWTPayload): Promise<Response> {
    const body = new URLSearchParams({ JWT: await tool.sign(claims) });
    return fetch(`${lms.origin}/links`, { method: 'POST', body });
  }

  /** The URL where the tool registers its notice handlers, from a launch. */
  async function serviceUrl(): Promise<string> {
    const claims = claimsOf((await authorize(await authenticationRequest('grade-3', 'vivian'))).id_token!);
    const service = claims[`${CLAIM}/platformnotificationservice`] as { platform_notification_service_url: string };
    return service.platform_notification_service_url;
  }

  async function putHandler(body: object, { url, token }: { url?: string; token?: string } = {}): Promise<Response> {
    return fetch(url ?? (await serviceUrl()), {
      method: 'PUT',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token ?? (await accessToken(NOTICE_HANDLERS_SCOPE))}`,
      },
      body: JSON.stringify(body),
    });
  }

  /** Copies a course as the button on its page does; returns the target of the redirect. */
  async function copyCourse(course: string, person: string): Promise<URL> {
    const body = new URLSearchParams({ course, person });
    const response = await fetch(`${lms.origin}/copies`, { method: 'POST', body, redirect: 'manual' });
    expect(response.status).toBe(303);
    return new URL(response.headers.get('location')!, lms.origin);
  }

  /** The links on the page of a course. */
  async function linksOf(course: string): Promise<{ id: string; title: string }[]> {
    const page = await (await fetch(`${lms.origin}/?course=${course}`)).text();
    return [...page.matchAll(/name="link" value="([^"]+)">([^<]*)</g)].map(([, id, title]) => ({
      id: id!,
      title: title!,
    }));
  }

  function assertionClaims(): JWTPayload {
    const issuedAt = Math.floor(clock.now.getTime() / 1000);
    return {
      iss: PRACTICE_CLIENT_ID,
      sub: PRACTICE_CLIENT_ID,
      aud: lms.tokenEndpoint,
      iat: issuedAt,
      exp: issuedAt + 60,
      jti: randomUUID(),
    };
  }

  function assertion(changes: JWTPayload = {}): Promise<string> {
    return tool.sign({ ...assertionClaims(), ...changes });
  }

  function requestToken(clientAssertion: string, changes: Record<string, string> = {}): Promise<Response> {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: clientAssertion,
      scope: MEMBERSHIP_SCOPE,
      ...changes,
    });
    return fetch(lms.tokenEndpoint, { method: 'POST', body });
  }

  async function accessToken(scope = MEMBERSHIP_SCOPE): Promise<string> {
    const response = await requestToken(await assertion(), { scope });
    return ((await response.json()) as { access_token: string }).access_token;
  }

  async function readPages(address: string): Promise<MembershipPage[]> {
    const headers = { authorization: `Bearer ${await accessToken()}` };
    const pages: MembershipPage[] = [];
    for (let next: string | undefined = address; next !== undefined;) {
      const response: Response = await fetch(next, { headers });
      expect(response.headers.get('content-type')).toBe('application/vnd.ims.lti-nrps.v2.membershipcontainer+json');
      const link = (rel: string) => new RegExp(`<([^>]+)>; rel="${rel}"`).exec(response.headers.get('link') ?? '')?.[1];
      pages.push({ ...((await response.json()) as MembershipPage), differences: link('differences') });
      next = link('next');
    }
    return pages;
  }
}

/** The claims of a JWT, unverified. */
export function claimsOf(jwt: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(jwt.split('.')[1]!, 'base64url').toString('utf8'));
}

interface MembershipPage {
  differences: string | undefined;
  context: Record<string, string>;
  members: { user_id: string; status: string; name: string; roles: string[] }[];
}

interface KeyedTool {
  origin: string;
  server: Server;
  /** Bodies posted to the tool. */
  received: string[];
  sign(claims: JWTPayload): Promise<string>;
}

/** A minimal tool: its key. */
async function startTool(): Promise<KeyedTool> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const keySet = JSON.stringify({
    keys: [{ ...(await exportJWK(publicKey)), kid: 'tool-1', alg: 'RS256', use: 'sig' }],
  });
  const received: string[] = [];
  const server = createServer(async (request, response) => {
    if (request.method === 'POST') received.push(await text(request));
    response.setHeader('content-type', 'application/json').end(keySet);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    server,
    received,
    sign: (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'tool-1' }).sign(privateKey),
  };
}
