import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createRemoteJWKSet, generateKeyPair, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import {
  CLAIM,
  claimsOf,
  MEMBERSHIP_SCOPE,
  NOTICE_HANDLERS_SCOPE,
  type PracticeVisit,
  startPracticeVisit,
} from '../../../test/support/startPracticeVisit';
import { cast } from './cast';
import { gradeFour, gradeThree } from './courses';
import { PRACTICE_CLIENT_ID } from './practiceLms';

const MEMBERSHIP = 'http://purl.imsglobal.org/vocab/lis/v2/membership';

let visit: PracticeVisit;
beforeAll(async () => {
  visit = await startPracticeVisit();
});
afterAll(() => visit.close());

test('a launch redirects the browser to the login of the tool', async () => {
  const response = await fetch(`${visit.lms.origin}/launch?course=grade-3&person=vivian`, { redirect: 'manual' });
  const login = new URL(response.headers.get('location')!);
  expect(response.status).toBe(302);
  expect(login.origin + login.pathname).toBe(`${visit.tool.origin}/lti/login`);
  expect(Object.fromEntries(login.searchParams)).toEqual({
    iss: 'https://practice-lms.example',
    client_id: PRACTICE_CLIENT_ID,
    lti_deployment_id: 'cedar-valley-1',
    login_hint: 'cv-1101',
    lti_message_hint: expect.stringMatching(/^[\w-]{32}$/),
    lti_storage_target: '_parent',
    target_link_uri: `${visit.tool.origin}/lti/launch`,
  });
});

test('the id_token has every claim of a resource link launch', async () => {
  const fields = await visit.authorize(await visit.authenticationRequest('grade-3', 'vivian'));
  const { payload } = await jwtVerify(fields.id_token!, createRemoteJWKSet(new URL(visit.lms.jwksUri)), {
    algorithms: ['RS256'],
  });
  const issuedAt = Math.floor(visit.clock.now.getTime() / 1000);
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
    [`${CLAIM}/target_link_uri`]: `${visit.tool.origin}/lti/launch`,
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
      return_url: `${visit.lms.origin}/?course=grade-3`,
      locale: 'en-US',
    },
    [`${CLAIM}/lis`]: { person_sourcedid: 'cv-1101', course_offering_sourcedid: 'cedar-valley:grade-3' },
    [`${CLAIM}/custom`]: { school: 'Juniper Elementary' },
    'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice': {
      context_memberships_url: `${visit.lms.origin}/courses/grade-3/memberships`,
      service_versions: ['2.0'],
    },
    [`${CLAIM}/platformnotificationservice`]: {
      service_versions: ['1.0'],
      platform_notification_service_url: expect.stringMatching(
        new RegExp(`^${visit.lms.origin}/deployments/cedar-valley-1/notice-handlers\\?start=[0-9a-f]{12}$`),
      ),
      scope: [NOTICE_HANDLERS_SCOPE],
      notice_types_supported: ['LtiContextCopyNotice'],
    },
  });
});

test('a caregiver launches with the ids of their children, a mentor without children with an empty list', async () => {
  const scopeOf = async (person: string) =>
    claimsOf((await visit.authorize(await visit.authenticationRequest('grade-3', person))).id_token!)[
      `${CLAIM}/role_scope_mentor`
    ];
  expect(await scopeOf('denise')).toEqual(['cv-2001']);
  expect(await scopeOf('walter')).toEqual([]);
  expect(await scopeOf('vivian')).toBeUndefined();
});

test('the coordinator opens every course of her district and none of the other', async () => {
  const status = async (course: string) =>
    (await fetch(`${visit.lms.origin}/launch?course=${course}&person=sofia`, { redirect: 'manual' })).status;
  expect(await Promise.all(['grade-1', 'algebra-1', 'harbor-grade-2'].map(status))).toEqual([302, 302, 404]);
});

test('a message hint is valid for one launch', async () => {
  const request = await visit.authenticationRequest('grade-3', 'vivian');
  expect(await visit.authorize(request)).toHaveProperty('id_token');
  expect(await visit.authorize(request)).toMatchObject({ error: 'login_required', state: 'a-state' });
});

test('a message hint is valid for five minutes', async () => {
  const request = await visit.authenticationRequest('grade-3', 'vivian');
  const begun = visit.clock.now;
  visit.clock.now = new Date(begun.getTime() + 5 * 60_000);
  expect(await visit.authorize(request)).toMatchObject({ error: 'login_required' });
  visit.clock.now = begun;
});

test('a message hint is valid only for the person who launched', async () => {
  const request = await visit.authenticationRequest('grade-3', 'denise');
  expect(await visit.authorize({ ...request, login_hint: 'cv-1001' })).toMatchObject({ error: 'login_required' });
});

test('a redirect URI or a client that is not exactly the registered one is refused with a page', async () => {
  const request = await visit.authenticationRequest('grade-3', 'vivian');
  const changes: Record<string, string>[] = [
    { redirect_uri: 'https://elsewhere.example/lti/launch' },
    { redirect_uri: `${request.redirect_uri}/` },
    { client_id: 'another-client' },
  ];
  for (const change of changes) {
    const response = await fetch(
      `${visit.lms.authorizationEndpoint}?${new URLSearchParams({ ...request, ...change })}`,
    );
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
])('a wrong %s ("%s") is reported to the tool as %s', async (name, value, error) => {
  const request = await visit.authenticationRequest('grade-3', 'vivian');
  expect(await visit.authorize({ ...request, [name]: value })).toMatchObject({ error, state: 'a-state' });
});

test('the authorization endpoint also accepts a form by POST', async () => {
  const body = new URLSearchParams(await visit.authenticationRequest('grade-3', 'vivian'));
  const page = await (await fetch(visit.lms.authorizationEndpoint, { method: 'POST', body })).text();
  expect(visit.fieldsOf(page)).toHaveProperty('id_token');
});

test('the tool gets an access token for the memberships with a signed assertion', async () => {
  const response = await visit.requestToken(await visit.assertion());
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(await response.json()).toEqual({
    access_token: expect.stringMatching(/^[\w-]{32}$/),
    token_type: 'Bearer',
    expires_in: 3600,
    scope: MEMBERSHIP_SCOPE,
  });
});

test('an assertion is valid for one token', async () => {
  const once = await visit.assertion();
  expect((await visit.requestToken(once)).status).toBe(200);
  const again = await visit.requestToken(once);
  expect(again.status).toBe(401);
  expect(await again.json()).toEqual({
    error: 'invalid_client',
    error_description: 'The client assertion was used before.',
  });
});

test.each<[string, JWTPayload]>([
  ['for another audience', { aud: 'https://elsewhere.example/token' }],
  ['of another client', { iss: 'another-client', sub: 'another-client' }],
  ['that has expired', { exp: Math.floor(Date.now() / 1000) - 60 }],
  ['without an id', { jti: undefined }],
  ['without an expiry', { exp: undefined }],
])('an assertion %s is refused', async (_, claims) => {
  const response = await visit.requestToken(await visit.assertion(claims));
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ error: 'invalid_client' });
});

test('an assertion signed with another key is refused', async () => {
  const { privateKey } = await generateKeyPair('RS256');
  const forged = await new SignJWT(visit.assertionClaims())
    .setProtectedHeader({ alg: 'RS256', kid: 'tool-1' })
    .sign(privateKey);
  expect((await visit.requestToken(forged)).status).toBe(401);
});

test('other scopes and grants are refused', async () => {
  const scope = await visit.requestToken(await visit.assertion(), {
    scope: 'https://purl.imsglobal.org/spec/lti-ags/scope/score',
  });
  expect([scope.status, await scope.json()]).toEqual([400, expect.objectContaining({ error: 'invalid_scope' })]);
  const grant = await visit.requestToken(await visit.assertion(), { grant_type: 'password' });
  expect([grant.status, await grant.json()]).toEqual([
    400,
    expect.objectContaining({ error: 'unsupported_grant_type' }),
  ]);
});

test('the members of a course come in pages, each member once', async () => {
  const pages = await visit.readPages(`${visit.lms.origin}/courses/grade-3/memberships`);
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

test('members can be filtered by role, also in pages', async () => {
  const uri = encodeURIComponent(`${MEMBERSHIP}#Learner`);
  const learners = (await visit.readPages(`${visit.lms.origin}/courses/grade-3/memberships?role=${uri}`)).flatMap(
    (page) => page.members,
  );
  const mentors = (await visit.readPages(`${visit.lms.origin}/courses/grade-3/memberships?role=Mentor`)).flatMap(
    (page) => page.members,
  );
  expect(learners).toHaveLength(23);
  expect(mentors.map((member) => member.name)).toEqual(['Denise Thompson', 'Walter Hughes']);
});

test('an unchanged page is answered with 304', async () => {
  const address = `${visit.lms.origin}/courses/grade-3/memberships`;
  const authorization = `Bearer ${await visit.accessToken()}`;
  const first = await fetch(address, { headers: { authorization } });
  const etag = first.headers.get('etag')!;
  await first.text();
  const again = await fetch(address, { headers: { authorization, 'if-none-match': etag } });
  expect([again.status, await again.text()]).toEqual([304, '']);
  visit.lms.changeMember(gradeThree, cast.maya, 'Inactive');
  const changed = await fetch(address, { headers: { authorization, 'if-none-match': etag } });
  visit.lms.changeMember(gradeThree, cast.maya, 'Active');
  expect([changed.status, changed.headers.get('etag') === etag]).toEqual([200, false]);
});

test('the last page links to the later changes of this course', async () => {
  const address = `${visit.lms.origin}/courses/grade-3/memberships`;
  const pages = await visit.readPages(address);
  expect(pages.map(({ differences }) => differences === undefined)).toEqual([true, true, false]);
  const { differences } = pages.at(-1)!;
  expect((await visit.readPages(differences!)).flatMap(({ members }) => members)).toEqual([]);
  visit.lms.changeMember(gradeThree, cast.diego, 'Inactive');
  visit.lms.changeMember(gradeThree, cast.noor, 'Deleted');
  visit.lms.changeMember(gradeFour, cast.amira, 'Deleted');
  const [changes] = await visit.readPages(differences!);
  expect(changes!.members.map(({ user_id, status }) => [user_id, status])).toEqual([
    [cast.diego.userId, 'Inactive'],
    [cast.noor.userId, 'Deleted'],
  ]);
  expect((await visit.readPages(changes!.differences!)).flatMap(({ members }) => members)).toEqual([]);
  expect((await visit.readPages(address)).flatMap(({ members }) => members)).toHaveLength(28);
  for (const person of [cast.diego, cast.noor]) visit.lms.changeMember(gradeThree, person, 'Active');
});

test('a revision of another start is unknown', async () => {
  const headers = { authorization: `Bearer ${await visit.accessToken()}` };
  const response = await fetch(`${visit.lms.origin}/courses/grade-3/memberships?since=0123456789ab-0`, { headers });
  expect([response.status, await response.json()]).toEqual([410, expect.objectContaining({ error: 'gone' })]);
});

test('reading memberships needs an access token that has not expired', async () => {
  const address = `${visit.lms.origin}/courses/grade-3/memberships`;
  const token = await visit.accessToken();
  const read = async (headers: HeadersInit) => (await fetch(address, { headers })).status;
  expect(await read({})).toBe(401);
  expect(await read({ authorization: 'Bearer made-up' })).toBe(401);
  expect(await read({ authorization: `Bearer ${token}` })).toBe(200);
  const issued = visit.clock.now;
  visit.clock.now = new Date(issued.getTime() + 3_600_000);
  expect(await read({ authorization: `Bearer ${token}` })).toBe(401);
  visit.clock.now = issued;
});

test('the front page links to the tools', async () => {
  expect(await (await fetch(visit.lms.origin)).text()).toContain('<a href="/tools">Tools</a>');
});

test('text from the address is escaped in pages', async () => {
  const response = await fetch(`${visit.lms.origin}/?course=${encodeURIComponent('<script>alert(1)</script>')}`);
  expect(response.status).toBe(404);
  expect(await response.text()).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
});
