import { people } from '@aimline/plugin-interventions-backend';
import { provenTenantId } from '@aimline/plugin-interventions-node';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Request } from 'express';
import { randomUUID } from 'node:crypto';
import { listen } from '../../../../test/support/listen';
import { CEDAR_VALLEY, startTestTool, type TestTool } from '../../../../test/support/startTestTool';
import { CONTEXT, LTI, MEMBERSHIPS } from '../../../../test/support/vocabulary';
import { setDeploymentStatus } from '../../installation/admin/setDeploymentStatus';
import { createActorResolver } from './createActorResolver';
import { revokeSessions } from './revokeSessions';

let tool: TestTool;
beforeAll(async () => {
  tool = await startTestTool();
});
afterAll(() => tool.close());
afterEach(() => {
  tool.clock.aheadMs = 0;
});

const MINUTE_MS = 60_000;

test('a code is accepted once, even in twenty concurrent exchanges', async () => {
  const launched = await tool.launch();
  const responses = await Promise.all(Array.from({ length: 20 }, () => tool.exchange(launched)));
  expect(responses.map((response) => response.status).toSorted()).toEqual([200, ...Array(19).fill(401)]);
});

test('a code is valid for a minute', async () => {
  const launched = await tool.launch();
  tool.clock.aheadMs = MINUTE_MS + 1000;
  const response = await tool.exchange(launched);
  expect(response.status).toBe(401);
  expect(await response.json()).toEqual({
    error: {
      name: 'AuthenticationError',
      message: 'This launch has already been used, or is too old. Open Aimline again from your course.',
    },
    response: { statusCode: 401 },
  });
});

test.each([
  ['unknown', `${CEDAR_VALLEY}.${'x'.repeat(43)}`],
  ['of a tenant that does not exist', `${randomUUID()}.${'x'.repeat(43)}`],
  ['no code', 'code'],
  ['empty', ''],
  ['an injection', `${CEDAR_VALLEY}'; select 1; --.${'x'.repeat(43)}`],
])('a code that is %s is refused', async (_case, code) => {
  expect((await tool.exchange(code)).status).toBe(401);
});

test.each(['{"code":{"a":1}}', '{"code":null}', '{}', '[]', 'null', '{'])('the body %s is refused', async (body) => {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${tool.origin}/lti/session`, { method: 'POST', headers, body });
  expect([400, 401]).toContain(response.status);
  expect(await response.json()).toMatchObject({ error: { message: expect.any(String) } });
});

test('neither code nor token is stored in plain text', async () => {
  const launched = await tool.launch();
  const { token } = await (await tool.exchange(launched)).json();
  const { rows } = await tool.db.admin.query('select s::text as row from aimline.launch_session s');
  const { rows: audited } = await tool.db.admin.query('select a::text as row from aimline.audit_record a');
  const everything = JSON.stringify([rows, audited]);
  expect(everything).not.toContain(token.split('.')[1]);
  expect(everything).not.toContain(
    new URL(launched.headers.get('location')!, tool.origin).searchParams.get('code')!.split('.')[1],
  );
});

test('a token authenticates its person', async () => {
  const { token, person, course } = await opened();
  expect(await resolve(`Bearer ${token}`)).toEqual({
    tenantId: CEDAR_VALLEY,
    personId: person.personId,
    roles: ['educator'],
    courseId: course.courseId,
    studentIds: [],
  });
});

test('another kind of credential is left to other resolvers', async () => {
  expect(await resolve(undefined)).toBeNull();
  expect(await resolve('Bearer eyJhbGciOiJFUzI1NiJ9.e30.x')).toBeNull();
  expect(await resolve('Basic dXNlcjpwYXNz')).toBeNull();
});

test('an unknown session token is refused', async () => {
  await expect(resolve(`Bearer ${CEDAR_VALLEY}.${'x'.repeat(43)}`)).rejects.toThrow('The session is over.');
});

test('a token ends after 15 minutes unless it is renewed', async () => {
  const { token } = await opened();
  tool.clock.aheadMs = 14 * MINUTE_MS;
  const renewed = await renew(token);
  expect(renewed.status).toBe(200);
  expect(await renewed.json()).toMatchObject({ token, roles: ['educator'] });
  tool.clock.aheadMs = 28 * MINUTE_MS;
  expect(await resolve(`Bearer ${token}`)).toMatchObject({ roles: ['educator'] });
  tool.clock.aheadMs = 30 * MINUTE_MS;
  await expect(resolve(`Bearer ${token}`)).rejects.toThrow('The session is over.');
  expect((await renew(token)).status).toBe(401);
});

test('a session ends after eight hours, however often it is renewed', async () => {
  const { token } = await opened();
  for (let minutes = 10; minutes < 480; minutes += 10) {
    tool.clock.aheadMs = minutes * MINUTE_MS;
    expect((await renew(token)).status).toBe(200);
  }
  tool.clock.aheadMs = 480 * MINUTE_MS + 1000;
  expect((await renew(token)).status).toBe(401);
});

test('a session that is revoked, or whose deployment is disabled, is refused from the next request on', async () => {
  const { token } = await opened();
  await setDeploymentStatus(tool.db.owner, { deploymentId: 'cedar-valley-1' }, 'disabled');
  await expect(resolve(`Bearer ${token}`)).rejects.toThrow('The session is over.');
  await setDeploymentStatus(tool.db.owner, { deploymentId: 'cedar-valley-1' }, 'active');
  expect(await resolve(`Bearer ${token}`)).toMatchObject({ roles: ['educator'] });
  await tool.tenants.transact({ tenantId: provenTenantId(CEDAR_VALLEY), actorId: null, action: 'lti.revoke' }, (uow) =>
    uow.rows('update launch_session set revoked_at = :now where tenant_id = :tenantId', { now: uow.now }),
  );
  await expect(resolve(`Bearer ${token}`)).rejects.toThrow('The session is over.');
  expect((await renew(token)).status).toBe(401);
});

const cedarValley = { tenantId: provenTenantId(CEDAR_VALLEY), actorId: null, action: 'lti.revoke' };

test('a person whose sessions are revoked is refused from the next request on, and no one else is', async () => {
  const [first, second] = [await opened({ sub: 'first' }), await opened({ sub: 'second' })];
  const { personId } = first.person;
  expect(await tool.tenants.transact(cedarValley, (uow) => revokeSessions(uow, { personId }))).toEqual({ ended: 1 });
  await expect(resolve(`Bearer ${first.token}`)).rejects.toThrow('The session is over.');
  expect(await resolve(`Bearer ${second.token}`)).toMatchObject({ roles: ['educator'] });
});

const as = (...roles: string[]) => ({
  [`${LTI}roles`]: roles.map((role) => `${CONTEXT}${role}`),
});

test.each([
  ['a teaching assistant', as('/Instructor#TeachingAssistant')],
  ['a learner', as('#Learner')],
  ['a mentor', { ...as('#Mentor'), [`${LTI}role_scope_mentor`]: ['maya'] }],
])(
  'a teacher who comes back as %s loses the sessions of that course, and keeps those of another',
  async (who, less) => {
    const sub = `demoted to ${who}`;
    const here = await opened({ sub });
    const there = await opened({ sub, [`${LTI}context`]: { id: 'grade-4', title: 'Grade 4' } });
    expect([303, 403]).toContain((await tool.launch({ sub, ...less })).status);
    await expect(resolve(`Bearer ${here.token}`)).rejects.toThrow('The session is over.');
    expect(await resolve(`Bearer ${there.token}`)).toMatchObject({ roles: ['educator'] });
  },
);

test('a teacher who comes back as a mentor loses them also when the launch is a request for links', async () => {
  const sub = 'placing links';
  const { token } = await opened({ sub });
  const response = await tool.launch({
    sub,
    ...as('#Mentor'),
    [`${LTI}role_scope_mentor`]: ['maya'],
    [`${LTI}message_type`]: 'LtiDeepLinkingRequest',
    'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings': {
      deep_link_return_url: `${tool.platform.issuer}/deep-linking-return`,
      accept_types: ['ltiResourceLink'],
      accept_presentation_document_targets: ['iframe'],
    },
  });
  expect(response.status).toBe(403);
  await expect(resolve(`Bearer ${token}`)).rejects.toThrow('The session is over.');
});

test('a teacher who comes back as one, in a second window, keeps the first', async () => {
  const first = await opened({ sub: 'twice' });
  await opened({ sub: 'twice' });
  expect(await resolve(`Bearer ${first.token}`)).toMatchObject({ roles: ['educator'] });
});

test('a caregiver whom the school no longer links to a child loses the sessions with that child', async () => {
  const member = { user_id: 'maya', roles: [`${CONTEXT}#Learner`] };
  tool.platform.behaviour.memberPages = [[member, { ...member, user_id: 'diego' }]];
  const mentor = (...children: string[]) => ({
    sub: 'walter',
    ...as('#Mentor'),
    [`${LTI}role_scope_mentor`]: children,
    [`${LTI}context`]: { id: 'families', title: 'Families' },
    [MEMBERSHIPS]: { context_memberships_url: `${tool.platform.issuer}/members` },
  });
  const both = await opened(mentor('maya', 'diego'));
  await tool.rosterRead('Families');
  expect((await resolve(`Bearer ${both.token}`))?.studentIds).toHaveLength(2);
  const one = await opened(mentor('maya'));
  await expect(resolve(`Bearer ${both.token}`)).rejects.toThrow('The session is over.');
  expect((await resolve(`Bearer ${one.token}`))?.studentIds).toHaveLength(1);
});

test('authentication takes one statement, and for a caregiver a second one', async () => {
  const teacher = await opened();
  const caregiver = await opened({
    ...{ sub: 'denise', [`${LTI}roles`]: [`${CONTEXT}#Mentor`] },
    [`${LTI}role_scope_mentor`]: ['maya', 'diego'],
  });
  const statements = listen(tool.db.app);
  const statementsFor = async (token: string) => {
    statements.length = 0;
    await resolve(`Bearer ${token}`);
    return statements.filter((statement) => statement.startsWith('select')).length;
  };
  expect(await statementsFor(teacher.token)).toBe(1);
  expect(await statementsFor(caregiver.token)).toBe(2);
});

test('a session over its rate limit is refused, and another one is not', async () => {
  const [eager, calm] = [await opened({ sub: 'eager' }), await opened({ sub: 'calm' })];
  // Waits for the beginning of a minute, so that the rate limit is not reset between the requests.
  tool.clock.aheadMs = MINUTE_MS - (Date.now() % MINUTE_MS);
  const answers = await Promise.all(Array.from({ length: 610 }, () => renew(eager.token)));
  const refused = answers.find((answer) => answer.status === 429)!;
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(600);
  const seconds = refused.headers.get('retry-after');
  expect(Number(seconds)).toBeGreaterThan(50);
  expect(await refused.json()).toEqual({
    error: { name: 'TooManyRequestsError', message: `You have sent too many requests. Try again in ${seconds} s.` },
    response: { statusCode: 429 },
  });
  expect((await renew(calm.token)).status).toBe(200);
  tool.clock.aheadMs += MINUTE_MS;
  expect((await renew(eager.token)).status).toBe(200);
});

test('a renewal without a token is refused', async () => {
  const response = await fetch(`${tool.origin}/lti/session/renewal`, { method: 'POST' });
  expect(response.status).toBe(401);
});

async function opened(changes: Record<string, unknown> = {}) {
  return (await tool.exchange(await tool.launch(changes))).json();
}

function renew(token: string) {
  return fetch(`${tool.origin}/lti/session/renewal`, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
}

function resolve(authorization: string | undefined) {
  return createActorResolver({ tenants: tool.tenants, people }).resolve({ headers: { authorization } } as Request);
}
