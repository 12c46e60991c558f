import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createRemoteJWKSet, exportJWK, generateKeyPair, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { cast } from './cast';
import { gradeFour, gradeThree } from './courses';
import { PRACTICE_CLIENT_ID, type PracticeLms, startPracticeLms } from './practiceLms';

const SCOPE = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';
const NOTICE_HANDLERS_SCOPE = 'https://purl.imsglobal.org/spec/lti/scope/noticehandlers';
const CLAIM = 'https://purl.imsglobal.org/spec/lti/claim';
const DEEP_LINKING = 'https://purl.imsglobal.org/spec/lti-dl/claim';
const MEMBERSHIP = 'http://purl.imsglobal.org/vocab/lis/v2/membership';

let lms: PracticeLms;
let tool: { origin: string; server: Server; received: string[]; sign(claims: JWTPayload): Promise<string> };
let now = new Date();

beforeAll(async () => {
  tool = await startTool();
  lms = await startPracticeLms({ port: 0, toolOrigin: tool.origin, now: () => now });
});

afterAll(async () => {
  await lms.close();
  tool.server.close();
});

test('a launch sends the browser to the tool to log in', async () => {
  const response = await fetch(`${lms.origin}/launch?course=grade-3&person=vivian`, { redirect: 'manual' });
  const login = new URL(response.headers.get('location')!);
  expect(response.status).toBe(302);
  expect(login.origin + login.pathname).toBe(`${tool.origin}/lti/login`);
  expect(Object.fromEntries(login.searchParams)).toEqual({
    iss: 'https://practice-lms.example',
    client_id: PRACTICE_CLIENT_ID,
    lti_deployment_id: 'cedar-valley-1',
    login_hint: 'cv-1101',
    lti_message_hint: expect.stringMatching(/^[\w-]{32}$/),
    lti_storage_target: '_parent',
    target_link_uri: `${tool.origin}/lti/launch`,
  });
});

test('the id_token holds every claim of a resource link launch', async () => {
  const fields = await authorize(await authenticationRequest('grade-3', 'vivian'));
  const { payload } = await jwtVerify(fields.id_token!, createRemoteJWKSet(new URL(lms.jwksUri)), {
    algorithms: ['RS256'],
  });
  const issuedAt = Math.floor(now.getTime() / 1000);
  expect(fields.state).toBe('a-state');
  expect(payload).toEqual({
    iss: 'https://practice-lms.example',
    aud: PRACTICE_CLIENT_ID,
    sub: 'cv-1101',
    iat: issuedAt,
    exp: issuedAt + 300,
    nonce: 'a-nonce',
    given_name: 'Vivian',
    family_name: 'Okafor',
    name: 'Vivian Okafor',
    locale: 'en-US',
    [`${CLAIM}/message_type`]: 'LtiResourceLinkRequest',
    [`${CLAIM}/version`]: '1.3.0',
    [`${CLAIM}/deployment_id`]: 'cedar-valley-1',
    [`${CLAIM}/target_link_uri`]: `${tool.origin}/lti/launch`,
    [`${CLAIM}/resource_link`]: { id: 'cedar-valley:grade-3:aimline', title: 'Aimline' },
    [`${CLAIM}/roles`]: [
      `${MEMBERSHIP}/Instructor#TeachingAssistant`,
      `${MEMBERSHIP}#Instructor`,
      'http://purl.imsglobal.org/vocab/lis/v2/institution/person#Staff',
    ],
    [`${CLAIM}/context`]: {
      id: 'cedar-valley:grade-3',
      label: 'G3-B',
      title: 'Grade 3, Ms. Brooks',
      type: ['http://purl.imsglobal.org/vocab/lis/v2/course#CourseOffering'],
    },
    [`${CLAIM}/tool_platform`]: {
      guid: 'practice-lms:cedar-valley',
      name: 'Practice LMS of Cedar Valley',
      product_family_code: 'practice-lms',
      version: '1.0',
    },
    [`${CLAIM}/launch_presentation`]: {
      document_target: 'iframe',
      return_url: `${lms.origin}/?course=grade-3`,
      locale: 'en-US',
    },
    [`${CLAIM}/lis`]: { person_sourcedid: 'cv-1101', course_offering_sourcedid: 'cedar-valley:grade-3' },
    [`${CLAIM}/custom`]: { school: 'Juniper Elementary' },
    'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice': {
      context_memberships_url: `${lms.origin}/courses/grade-3/memberships`,
      service_versions: ['2.0'],
    },
    [`${CLAIM}/platformnotificationservice`]: {
      service_versions: ['1.0'],
      platform_notification_service_url: expect.stringMatching(
        new RegExp(`^${lms.origin}/deployments/cedar-valley-1/notice-handlers\\?start=[0-9a-f]{12}$`),
      ),
      scope: [NOTICE_HANDLERS_SCOPE],
      notice_types_supported: ['LtiContextCopyNotice'],
    },
  });
});

test('a caregiver comes with the ids of their children, a mentor without any with an empty list', async () => {
  const scopeOf = async (person: string) =>
    claimsOf((await authorize(await authenticationRequest('grade-3', person))).id_token!)[`${CLAIM}/role_scope_mentor`];
  expect(await scopeOf('denise')).toEqual(['cv-2001']);
  expect(await scopeOf('walter')).toEqual([]);
  expect(await scopeOf('vivian')).toBeUndefined();
});

test('the coordinator opens every course of her district and none of the other', async () => {
  const status = async (course: string) =>
    (await fetch(`${lms.origin}/launch?course=${course}&person=sofia`, { redirect: 'manual' })).status;
  expect(await Promise.all(['grade-1', 'algebra-1', 'harbor-grade-2'].map(status))).toEqual([302, 302, 404]);
});

test('a message hint is good for one launch', async () => {
  const request = await authenticationRequest('grade-3', 'vivian');
  expect(await authorize(request)).toHaveProperty('id_token');
  expect(await authorize(request)).toMatchObject({ error: 'login_required', state: 'a-state' });
});

test('a message hint is good for five minutes', async () => {
  const request = await authenticationRequest('grade-3', 'vivian');
  const begun = now;
  now = new Date(begun.getTime() + 5 * 60_000);
  expect(await authorize(request)).toMatchObject({ error: 'login_required' });
  now = begun;
});

test('a message hint is good for the person who launched', async () => {
  const request = await authenticationRequest('grade-3', 'denise');
  expect(await authorize({ ...request, login_hint: 'cv-1001' })).toMatchObject({ error: 'login_required' });
});

test('a redirect URI or a client that is not registered exactly so is refused on the spot', async () => {
  const request = await authenticationRequest('grade-3', 'vivian');
  const changes: Record<string, string>[] = [
    { redirect_uri: 'https://elsewhere.example/lti/launch' },
    { redirect_uri: `${request.redirect_uri}/` },
    { client_id: 'somebody else' },
  ];
  for (const change of changes) {
    const response = await fetch(`${lms.authorizationEndpoint}?${new URLSearchParams({ ...request, ...change })}`);
    expect(response.status).toBe(400);
    expect(await response.text()).not.toContain('<form');
  }
});

test.each([
  ['scope', 'openid email', 'invalid_scope'],
  ['response_type', 'code', 'unsupported_response_type'],
  ['response_mode', 'query', 'invalid_request'],
  ['prompt', 'login', 'invalid_request'],
  ['nonce', '', 'invalid_request'],
])('a wrong %s ("%s") is told to the tool as %s', async (name, value, error) => {
  const request = await authenticationRequest('grade-3', 'vivian');
  expect(await authorize({ ...request, [name]: value })).toMatchObject({ error, state: 'a-state' });
});

test('a form may be posted to the authorization endpoint as well', async () => {
  const body = new URLSearchParams(await authenticationRequest('grade-3', 'vivian'));
  const page = await (await fetch(lms.authorizationEndpoint, { method: 'POST', body })).text();
  expect(fieldsOf(page)).toHaveProperty('id_token');
});

test('an assertion signed by the tool buys an access token for the memberships', async () => {
  const response = await requestToken(await assertion());
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(await response.json()).toEqual({
    access_token: expect.stringMatching(/^[\w-]{32}$/),
    token_type: 'Bearer',
    expires_in: 3600,
    scope: SCOPE,
  });
});

test('an assertion is good for one token', async () => {
  const once = await assertion();
  expect((await requestToken(once)).status).toBe(200);
  const again = await requestToken(once);
  expect(again.status).toBe(401);
  expect(await again.json()).toEqual({
    error: 'invalid_client',
    error_description: 'The client assertion was used before.',
  });
});

test.each<[string, JWTPayload]>([
  ['for another audience', { aud: 'https://elsewhere.example/token' }],
  ['of another client', { iss: 'somebody else', sub: 'somebody else' }],
  ['that has expired', { exp: Math.floor(Date.now() / 1000) - 60 }],
  ['without an id', { jti: undefined }],
  ['without an end', { exp: undefined }],
])('an assertion %s is refused', async (_, claims) => {
  const response = await requestToken(await assertion(claims));
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ error: 'invalid_client' });
});

test('an assertion signed with another key is refused', async () => {
  const { privateKey } = await generateKeyPair('RS256');
  const forged = await new SignJWT(assertionClaims())
    .setProtectedHeader({ alg: 'RS256', kid: 'tool-1' })
    .sign(privateKey);
  expect((await requestToken(forged)).status).toBe(401);
});

test('other scopes and grants are refused', async () => {
  const scope = await requestToken(await assertion(), { scope: 'https://purl.imsglobal.org/spec/lti-ags/scope/score' });
  expect([scope.status, await scope.json()]).toEqual([400, expect.objectContaining({ error: 'invalid_scope' })]);
  const grant = await requestToken(await assertion(), { grant_type: 'password' });
  expect([grant.status, await grant.json()]).toEqual([
    400,
    expect.objectContaining({ error: 'unsupported_grant_type' }),
  ]);
});

test('the members of a course come in pages, each member once', async () => {
  const pages = await readPages(`${lms.origin}/courses/grade-3/memberships`);
  expect(pages.map((page) => page.members.length)).toEqual([10, 10, 9]);
  const members = pages.flatMap((page) => page.members);
  expect(new Set(members.map((member) => member.user_id)).size).toBe(29);
  expect(pages[0]!.context).toEqual({ id: 'cedar-valley:grade-3', label: 'G3-B', title: 'Grade 3, Ms. Brooks' });
  expect(members.find((member) => member.user_id === 'cv-2001')).toEqual({
    user_id: 'cv-2001',
    status: 'Active',
    roles: [`${MEMBERSHIP}#Learner`, 'http://purl.imsglobal.org/vocab/lis/v2/institution/person#Student'],
    name: 'Maya Thompson',
    given_name: 'Maya',
    family_name: 'Thompson',
    lis_person_sourcedid: 'cv-2001',
  });
  expect(members.filter((member) => member.status === 'Inactive').map((member) => member.name)).toEqual([
    'Wren Castellano',
  ]);
});

test('members can be asked for by role, also in pages', async () => {
  const uri = encodeURIComponent(`${MEMBERSHIP}#Learner`);
  const learners = (await readPages(`${lms.origin}/courses/grade-3/memberships?role=${uri}`)).flatMap(
    (page) => page.members,
  );
  const mentors = (await readPages(`${lms.origin}/courses/grade-3/memberships?role=Mentor`)).flatMap(
    (page) => page.members,
  );
  expect(learners).toHaveLength(23);
  expect(mentors.map((member) => member.name)).toEqual(['Denise Thompson', 'Walter Hughes']);
});

test('a page that has not changed is not sent again', async () => {
  const address = `${lms.origin}/courses/grade-3/memberships`;
  const authorization = `Bearer ${await accessToken()}`;
  const first = await fetch(address, { headers: { authorization } });
  const etag = first.headers.get('etag')!;
  await first.text();
  const again = await fetch(address, { headers: { authorization, 'if-none-match': etag } });
  expect([again.status, await again.text()]).toEqual([304, '']);
  lms.changeMember(gradeThree, cast.maya, 'Inactive');
  const changed = await fetch(address, { headers: { authorization, 'if-none-match': etag } });
  lms.changeMember(gradeThree, cast.maya, 'Active');
  expect([changed.status, changed.headers.get('etag') === etag]).toEqual([200, false]);
});

test('the last page leads to what changes from then on, of this course alone', async () => {
  const address = `${lms.origin}/courses/grade-3/memberships`;
  const pages = await readPages(address);
  expect(pages.map(({ differences }) => differences === undefined)).toEqual([true, true, false]);
  const { differences } = pages.at(-1)!;
  expect((await readPages(differences!)).flatMap(({ members }) => members)).toEqual([]);
  lms.changeMember(gradeThree, cast.diego, 'Inactive');
  lms.changeMember(gradeThree, cast.noor, 'Deleted');
  lms.changeMember(gradeFour, cast.amira, 'Deleted');
  const [changes] = await readPages(differences!);
  expect(changes!.members.map(({ user_id, status }) => [user_id, status])).toEqual([
    [cast.diego.userId, 'Inactive'],
    [cast.noor.userId, 'Deleted'],
  ]);
  expect((await readPages(changes!.differences!)).flatMap(({ members }) => members)).toEqual([]);
  expect((await readPages(address)).flatMap(({ members }) => members)).toHaveLength(28);
  for (const person of [cast.diego, cast.noor]) lms.changeMember(gradeThree, person, 'Active');
});

test('what has changed since another start is not known', async () => {
  const headers = { authorization: `Bearer ${await accessToken()}` };
  const response = await fetch(`${lms.origin}/courses/grade-3/memberships?since=0123456789ab-0`, { headers });
  expect([response.status, await response.json()]).toEqual([410, expect.objectContaining({ error: 'gone' })]);
});

test('memberships are refused without an access token, and with one whose hour is over', async () => {
  const address = `${lms.origin}/courses/grade-3/memberships`;
  const token = await accessToken();
  const read = async (headers: HeadersInit) => (await fetch(address, { headers })).status;
  expect(await read({})).toBe(401);
  expect(await read({ authorization: 'Bearer made-up' })).toBe(401);
  expect(await read({ authorization: `Bearer ${token}` })).toBe(200);
  const issued = now;
  now = new Date(issued.getTime() + 3_600_000);
  expect(await read({ authorization: `Bearer ${token}` })).toBe(401);
  now = issued;
});

test('who teaches asks the tool for links, and the request holds no link of its own', async () => {
  const claims = claimsOf((await authorize(await authenticationRequest('grade-3', 'hannah', 'add=content'))).id_token!);
  expect(claims).toMatchObject({
    sub: 'cv-1202',
    [`${CLAIM}/message_type`]: 'LtiDeepLinkingRequest',
    [`${CLAIM}/deployment_id`]: 'cedar-valley-1',
    [`${CLAIM}/target_link_uri`]: `${tool.origin}/lti/launch`,
    [`${CLAIM}/context`]: { id: 'cedar-valley:grade-3' },
  });
  expect(claims).not.toHaveProperty([`${CLAIM}/resource_link`]);
  expect(claims[`${DEEP_LINKING}/deep_linking_settings`]).toEqual({
    deep_link_return_url: `${lms.origin}/links`,
    accept_types: ['ltiResourceLink'],
    accept_presentation_document_targets: ['iframe', 'window'],
    accept_multiple: true,
    auto_create: true,
    data: expect.stringMatching(/^[\w-]{32}$/),
  });
});

test('who does not teach adds no content', async () => {
  const status = async (person: string) =>
    (await fetch(`${lms.origin}/launch?course=grade-3&person=${person}&add=content`, { redirect: 'manual' })).status;
  expect(await Promise.all(['hannah', 'vivian', 'sofia', 'denise', 'maya'].map(status))).toEqual([
    302, 302, 302, 403, 403,
  ]);
});

test('links that the tool signs stand in the course, in their order, and open where they lead', async () => {
  const page = await (await answer(await linkClaims('grade-1'))).text();
  expect(page).toContain(`href="${lms.origin}/?course=grade-1&amp;as=vivian&amp;added=2#links" target="_top"`);
  const [first, second] = await linksOf('grade-1');
  expect([first?.title, second?.title]).toEqual(['Repeated reading &lt;grade 3&gt;', 'Today']);
  const request = await authenticationRequest('grade-1', 'teresa', `link=${first!.id}`);
  expect(claimsOf((await authorize(request)).id_token!)).toMatchObject({
    [`${CLAIM}/message_type`]: 'LtiResourceLinkRequest',
    [`${CLAIM}/target_link_uri`]: `${tool.origin}/app/interventions/7`,
    [`${CLAIM}/resource_link`]: { id: first!.id, title: 'Repeated reading <grade 3>' },
  });
  expect(await linksOf('grade-2')).toEqual([]);
});

test('a choice that was cancelled adds nothing', async () => {
  for (const items of [[], undefined]) {
    const response = await answer({ ...(await linkClaims('grade-2')), [`${DEEP_LINKING}/content_items`]: items });
    expect(await response.text()).toContain('added=0#links');
  }
  expect(await linksOf('grade-2')).toEqual([]);
});

test('links are taken once: neither their request nor their nonce counts again', async () => {
  const claims = await linkClaims('grade-2');
  expect((await answer(claims)).status).toBe(200);
  const again = await answer(claims);
  expect([again.status, await again.text()]).toEqual([400, expect.stringContaining('their nonce was used before')]);
  const answered = await answer({ ...claims, nonce: randomUUID() });
  expect([answered.status, await answered.text()]).toEqual([
    400,
    expect.stringContaining('Nobody waits for these links'),
  ]);
  expect(await linksOf('grade-2')).toHaveLength(2);
});

test.each<[string, JWTPayload]>([
  ['of another client', { iss: 'somebody else' }],
  ['for another platform', { aud: 'https://elsewhere.example' }],
  ['of another deployment', { [`${CLAIM}/deployment_id`]: 'harbor-1' }],
  ['of another message', { [`${CLAIM}/message_type`]: 'LtiResourceLinkRequest' }],
  ['of another version', { [`${CLAIM}/version`]: '1.1' }],
  ['that have expired', { exp: Math.floor(Date.now() / 1000) - 60 }],
  ['without an end', { exp: undefined }],
  ['without a nonce', { nonce: undefined }],
  ['nobody asked for', { [`${DEEP_LINKING}/data`]: 'made-up' }],
  ['without what was sent along', { [`${DEEP_LINKING}/data`]: undefined }],
  ['in no list', { [`${DEEP_LINKING}/content_items`]: 'all' }],
  ['to another site', { [`${DEEP_LINKING}/content_items`]: [{ type: 'ltiResourceLink', url: 'https://a.example' }] }],
])('links %s are refused', async (_, changes) => {
  const response = await answer({ ...(await linkClaims('grade-2')), ...changes });
  expect(response.status).toBe(400);
  expect(response.headers.get('content-type')).toContain('text/html');
  expect(await linksOf('grade-2')).toHaveLength(2);
});

test('links signed with another key, and no JWT at all, are refused', async () => {
  const { privateKey } = await generateKeyPair('RS256');
  const forged = await new SignJWT(await linkClaims('grade-2'))
    .setProtectedHeader({ alg: 'RS256', kid: 'tool-1' })
    .sign(privateKey);
  for (const body of [new URLSearchParams({ JWT: forged }), new URLSearchParams({ JWT: 'x' }), new URLSearchParams()]) {
    expect((await fetch(`${lms.origin}/links`, { method: 'POST', body })).status).toBe(400);
  }
});

test('a tool registers one handler for the notice, reads it, and takes it back', async () => {
  const handler = `${tool.origin}/notices`;
  const registered = await putHandler({ notice_type: 'LtiContextCopyNotice', handler });
  expect([registered.status, await registered.json()]).toEqual([200, { notice_type: 'LtiContextCopyNotice', handler }]);
  const read = async () =>
    (
      await fetch(await serviceUrl(), {
        headers: { authorization: `Bearer ${await accessToken(NOTICE_HANDLERS_SCOPE)}` },
      })
    ).json();
  expect(await read()).toEqual({
    client_id: PRACTICE_CLIENT_ID,
    deployment_id: 'cedar-valley-1',
    notice_handlers: [{ notice_type: 'LtiContextCopyNotice', handler }],
  });
  await putHandler({ notice_type: 'LtiContextCopyNotice', handler: '' });
  expect(await read()).toMatchObject({ notice_handlers: [{ notice_type: 'LtiContextCopyNotice', handler: '' }] });
});

test.each<[string, object, number]>([
  ['on another site', { notice_type: 'LtiContextCopyNotice', handler: 'https://elsewhere.example/notices' }, 400],
  ['that is no text', { notice_type: 'LtiContextCopyNotice', handler: { $ne: null } }, 400],
  ['of another notice', { notice_type: 'LtiHelloWorldNotice', handler: '' }, 400],
  ['of nothing', {}, 400],
])('a handler %s is refused', async (_kind, body, status) => {
  const response = await putHandler(body);
  expect([response.status, await response.json()]).toEqual([
    status,
    expect.objectContaining({ error: 'invalid_request' }),
  ]);
});

test('handlers are refused without an access token, with one of another scope, and for deployments of others', async () => {
  const body = { notice_type: 'LtiContextCopyNotice', handler: `${tool.origin}/notices` };
  expect((await putHandler(body, { token: 'made-up' })).status).toBe(401);
  expect((await putHandler(body, { token: await accessToken() })).status).toBe(403);
  const elsewhere = `${lms.origin}/deployments/added-1/notice-handlers`;
  expect((await putHandler(body, { url: elsewhere })).status).toBe(404);
});

test('who teaches copies a course with its members, and the tool is told in a notice that is signed', async () => {
  await putHandler({ notice_type: 'LtiContextCopyNotice', handler: `${tool.origin}/notices` });
  const there = await copyCourse('grade-3', 'vivian');
  expect([there.pathname, Object.fromEntries(there.searchParams)]).toEqual([
    '/',
    { course: expect.stringMatching(/^grade-3-copy-\d+$/), as: 'vivian', told: '1' },
  ]);
  const key = there.searchParams.get('course')!;
  const page = await (await fetch(there)).text();
  expect(page).toContain('<h1>Grade 3, Ms. Brooks (copy)</h1>');
  expect(page).toContain('The course was copied, and Aimline was told.');
  expect(page).toContain('<a href="/?course=grade-3">Grade 3, Ms. Brooks</a>');
  const pages = await readPages(`${lms.origin}/courses/${key}/memberships`);
  expect(pages.flatMap(({ members }) => members)).toHaveLength(29);

  const { notices } = JSON.parse(tool.received.at(-1)!) as { notices: { jwt: string }[] };
  const { payload, protectedHeader } = await jwtVerify(notices[0]!.jwt, createRemoteJWKSet(new URL(lms.jwksUri)));
  const issuedAt = Math.floor(now.getTime() / 1000);
  expect(notices).toHaveLength(1);
  expect(protectedHeader.alg).toBe('RS256');
  expect(payload).toEqual({
    iss: 'https://practice-lms.example',
    aud: PRACTICE_CLIENT_ID,
    azp: PRACTICE_CLIENT_ID,
    iat: issuedAt,
    exp: issuedAt + 3600,
    nonce: expect.stringMatching(/^[0-9a-f-]{36}$/),
    [`${CLAIM}/version`]: '1.3.0',
    [`${CLAIM}/deployment_id`]: 'cedar-valley-1',
    [`${CLAIM}/notice`]: {
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      timestamp: now.toISOString(),
      type: 'LtiContextCopyNotice',
    },
    [`${CLAIM}/context`]: {
      id: `cedar-valley:${key}`,
      label: 'G3-B',
      title: 'Grade 3, Ms. Brooks (copy)',
      type: ['http://purl.imsglobal.org/vocab/lis/v2/course#CourseOffering'],
    },
    [`${CLAIM}/origin_contexts`]: ['cedar-valley:grade-3'],
  });
});

test('a course of another district is not told about', async () => {
  await putHandler({ notice_type: 'LtiContextCopyNotice', handler: `${tool.origin}/notices` });
  const there = await copyCourse('harbor-grade-2', 'thomas');
  expect(there.searchParams.get('told')).toBe('0');
  expect(await (await fetch(there)).text()).toContain('The course was copied. No tool was told.');
});

test('who does not teach copies nothing', async () => {
  for (const person of ['denise', 'maya', 'thomas']) {
    const body = new URLSearchParams({ course: 'grade-3', person });
    const response = await fetch(`${lms.origin}/copies`, { method: 'POST', body, redirect: 'manual' });
    expect(response.status).toBe(person === 'thomas' ? 404 : 403);
    expect(response.headers.get('content-type')).toContain('text/html');
  }
});

test('the front page leads to the tools', async () => {
  expect(await (await fetch(lms.origin)).text()).toContain('<a href="/tools">Tools</a>');
});

test('what a person types into the address stays text', async () => {
  const response = await fetch(`${lms.origin}/?course=${encodeURIComponent('<script>alert(1)</script>')}`);
  expect(response.status).toBe(404);
  expect(await response.text()).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
});

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

/** What the page that answers would post to the tool. */
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

function claimsOf(jwt: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(jwt.split('.')[1]!, 'base64url').toString('utf8'));
}

/** The claims of a good response with two links, to a request of somebody who leads groups there. */
async function linkClaims(course: string): Promise<JWTPayload> {
  const person = course === 'grade-2' ? 'owen' : 'vivian';
  const asked = claimsOf((await authorize(await authenticationRequest(course, person, 'add=content'))).id_token!);
  const { data } = asked[`${DEEP_LINKING}/deep_linking_settings`] as { data: string };
  const issuedAt = Math.floor(now.getTime() / 1000);
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

/** Where the tool registers its handlers, as a launch tells. */
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

/** Copies a course as the button on its page does; returns where that leads. */
async function copyCourse(course: string, person: string): Promise<URL> {
  const body = new URLSearchParams({ course, person });
  const response = await fetch(`${lms.origin}/copies`, { method: 'POST', body, redirect: 'manual' });
  expect(response.status).toBe(303);
  return new URL(response.headers.get('location')!, lms.origin);
}

/** The links that the page of a course shows, as they are written there. */
async function linksOf(course: string): Promise<{ id: string; title: string }[]> {
  const page = await (await fetch(`${lms.origin}/?course=${course}`)).text();
  return [...page.matchAll(/name="link" value="([^"]+)">([^<]*)</g)].map(([, id, title]) => ({
    id: id!,
    title: title!,
  }));
}

function assertionClaims(): JWTPayload {
  const issuedAt = Math.floor(now.getTime() / 1000);
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
    scope: SCOPE,
    ...changes,
  });
  return fetch(lms.tokenEndpoint, { method: 'POST', body });
}

async function accessToken(scope = SCOPE): Promise<string> {
  const response = await requestToken(await assertion(), { scope });
  return ((await response.json()) as { access_token: string }).access_token;
}

interface MembershipPage {
  differences: string | undefined;
  context: Record<string, string>;
  members: { user_id: string; status: string; name: string; roles: string[] }[];
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

/** A tool reduced to its key. */
async function startTool(): Promise<typeof tool> {
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
