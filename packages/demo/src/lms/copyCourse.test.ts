import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import {
  CLAIM,
  NOTICE_HANDLERS_SCOPE,
  type PracticeVisit,
  startPracticeVisit,
} from '../../../../test/support/startPracticeVisit';
import { PRACTICE_CLIENT_ID } from '../practiceLms';

let visit: PracticeVisit;
beforeAll(async () => {
  visit = await startPracticeVisit();
});
afterAll(() => visit.close());

test('a tool registers one handler for the notice, reads it, and removes it', async () => {
  const handler = `${visit.tool.origin}/notices`;
  const registered = await visit.putHandler({ notice_type: 'LtiContextCopyNotice', handler });
  expect([registered.status, await registered.json()]).toEqual([200, { notice_type: 'LtiContextCopyNotice', handler }]);
  const read = async () =>
    (
      await fetch(await visit.serviceUrl(), {
        headers: { authorization: `Bearer ${await visit.accessToken(NOTICE_HANDLERS_SCOPE)}` },
      })
    ).json();
  expect(await read()).toEqual({
    client_id: PRACTICE_CLIENT_ID,
    deployment_id: 'cedar-valley-1',
    notice_handlers: [{ notice_type: 'LtiContextCopyNotice', handler }],
  });
  await visit.putHandler({ notice_type: 'LtiContextCopyNotice', handler: '' });
  expect(await read()).toMatchObject({ notice_handlers: [{ notice_type: 'LtiContextCopyNotice', handler: '' }] });
});

test.each<[string, object, number]>([
  ['on another site', { notice_type: 'LtiContextCopyNotice', handler: 'https://elsewhere.example/notices' }, 400],
  ['that is not text', { notice_type: 'LtiContextCopyNotice', handler: { $ne: null } }, 400],
  ['of another notice', { notice_type: 'LtiHelloWorldNotice', handler: '' }, 400],
  ['of nothing', {}, 400],
])('a handler %s is refused', async (_kind, body, status) => {
  const response = await visit.putHandler(body);
  expect([response.status, await response.json()]).toEqual([
    status,
    expect.objectContaining({ error: 'invalid_request' }),
  ]);
});

test('registering a handler needs an access token with the scope, and a deployment of the tool', async () => {
  const body = { notice_type: 'LtiContextCopyNotice', handler: `${visit.tool.origin}/notices` };
  expect((await visit.putHandler(body, { token: 'made-up' })).status).toBe(401);
  expect((await visit.putHandler(body, { token: await visit.accessToken() })).status).toBe(403);
  const elsewhere = `${visit.lms.origin}/deployments/added-1/notice-handlers`;
  expect((await visit.putHandler(body, { url: elsewhere })).status).toBe(404);
});

test('a teacher copies a course with its members, and the tool gets a signed notice', async () => {
  await visit.putHandler({ notice_type: 'LtiContextCopyNotice', handler: `${visit.tool.origin}/notices` });
  const copyPage = await visit.copyCourse('grade-3', 'vivian');
  expect([copyPage.pathname, Object.fromEntries(copyPage.searchParams)]).toEqual([
    '/',
    { course: expect.stringMatching(/^grade-3-copy-\d+$/), as: 'vivian', notified: '1' },
  ]);
  const key = copyPage.searchParams.get('course')!;
  const page = await (await fetch(copyPage)).text();
  expect(page).toContain('<h1>Grade 3, Ms. Brooks (copy)</h1>');
  expect(page).toContain('The course was copied, and Aimline was notified.');
  expect(page).toContain('<a href="/?course=grade-3">Grade 3, Ms. Brooks</a>');
  const pages = await visit.readPages(`${visit.lms.origin}/courses/${key}/memberships`);
  expect(pages.flatMap(({ members }) => members)).toHaveLength(29);

  const { notices } = JSON.parse(visit.tool.received.at(-1)!) as { notices: { jwt: string }[] };
  const { payload, protectedHeader } = await jwtVerify(notices[0]!.jwt, createRemoteJWKSet(new URL(visit.lms.jwksUri)));
  const issuedAt = Math.floor(visit.clock.now.getTime() / 1000);
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
      timestamp: visit.clock.now.toISOString(),
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

test('a tool is not notified of a course of another district', async () => {
  await visit.putHandler({ notice_type: 'LtiContextCopyNotice', handler: `${visit.tool.origin}/notices` });
  const copyPage = await visit.copyCourse('harbor-grade-2', 'thomas');
  expect(copyPage.searchParams.get('notified')).toBe('0');
  expect(await (await fetch(copyPage)).text()).toContain('The course was copied. No tool was notified.');
});

test('only teachers can copy a course', async () => {
  for (const person of ['denise', 'maya', 'thomas']) {
    const body = new URLSearchParams({ course: 'grade-3', person });
    const response = await fetch(`${visit.lms.origin}/copies`, { method: 'POST', body, redirect: 'manual' });
    expect(response.status).toBe(person === 'thomas' ? 404 : 403);
    expect(response.headers.get('content-type')).toContain('text/html');
  }
});
