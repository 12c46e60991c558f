import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { randomUUID } from 'node:crypto';
import {
  CLAIM,
  claimsOf,
  DEEP_LINKING,
  type PracticeVisit,
  startPracticeVisit,
} from '../../../../test/support/startPracticeVisit';

let visit: PracticeVisit;
beforeAll(async () => {
  visit = await startPracticeVisit();
});
afterAll(() => visit.close());

test('a teacher requests links from the tool, and the request has no link of its own', async () => {
  const claims = claimsOf(
    (await visit.authorize(await visit.authenticationRequest('grade-3', 'hannah', 'add=content'))).id_token!,
  );
  expect(claims).toMatchObject({
    sub: 'cv-1202',
    [`${CLAIM}/message_type`]: 'LtiDeepLinkingRequest',
    [`${CLAIM}/deployment_id`]: 'cedar-valley-1',
    [`${CLAIM}/target_link_uri`]: `${visit.tool.origin}/lti/launch`,
    [`${CLAIM}/context`]: { id: 'cedar-valley:grade-3' },
  });
  expect(claims).not.toHaveProperty([`${CLAIM}/resource_link`]);
  expect(claims[`${DEEP_LINKING}/deep_linking_settings`]).toEqual({
    deep_link_return_url: `${visit.lms.origin}/links`,
    accept_types: ['ltiResourceLink'],
    accept_presentation_document_targets: ['iframe', 'window'],
    accept_multiple: true,
    auto_create: true,
    data: expect.stringMatching(/^[\w-]{32}$/),
  });
});

test('only teachers can add content', async () => {
  const status = async (person: string) =>
    (await fetch(`${visit.lms.origin}/launch?course=grade-3&person=${person}&add=content`, { redirect: 'manual' }))
      .status;
  expect(await Promise.all(['hannah', 'vivian', 'sofia', 'denise', 'maya'].map(status))).toEqual([
    302, 302, 302, 403, 403,
  ]);
});

test('links that the tool signed are added to the course in their order, and open their targets', async () => {
  const page = await (await visit.answer(await visit.linkClaims('grade-1'))).text();
  expect(page).toContain(`href="${visit.lms.origin}/?course=grade-1&amp;as=vivian&amp;added=2#links" target="_top"`);
  const [first, second] = await visit.linksOf('grade-1');
  expect([first?.title, second?.title]).toEqual(['Repeated reading &lt;grade 3&gt;', 'Today']);
  const request = await visit.authenticationRequest('grade-1', 'teresa', `link=${first!.id}`);
  expect(claimsOf((await visit.authorize(request)).id_token!)).toMatchObject({
    [`${CLAIM}/message_type`]: 'LtiResourceLinkRequest',
    [`${CLAIM}/target_link_uri`]: `${visit.tool.origin}/app/interventions/7`,
    [`${CLAIM}/resource_link`]: { id: first!.id, title: 'Repeated reading <grade 3>' },
  });
  expect(await visit.linksOf('grade-2')).toEqual([]);
});

test('a cancelled choice adds nothing', async () => {
  for (const items of [[], undefined]) {
    const response = await visit.answer({
      ...(await visit.linkClaims('grade-2')),
      [`${DEEP_LINKING}/content_items`]: items,
    });
    expect(await response.text()).toContain('added=0#links');
  }
  expect(await visit.linksOf('grade-2')).toEqual([]);
});

test('links are accepted once: neither their request nor their nonce can be reused', async () => {
  const claims = await visit.linkClaims('grade-2');
  expect((await visit.answer(claims)).status).toBe(200);
  const again = await visit.answer(claims);
  expect([again.status, await again.text()]).toEqual([400, expect.stringContaining('their nonce was used before')]);
  const answered = await visit.answer({ ...claims, nonce: randomUUID() });
  expect([answered.status, await answered.text()]).toEqual([
    400,
    expect.stringContaining('These links were not requested'),
  ]);
  expect(await visit.linksOf('grade-2')).toHaveLength(2);
});

test.each<[string, JWTPayload]>([
  ['of another client', { iss: 'another-client' }],
  ['for another platform', { aud: 'https://elsewhere.example' }],
  ['of another deployment', { [`${CLAIM}/deployment_id`]: 'harbor-1' }],
  ['of another message', { [`${CLAIM}/message_type`]: 'LtiResourceLinkRequest' }],
  ['of another version', { [`${CLAIM}/version`]: '1.1' }],
  ['that have expired', { exp: Math.floor(Date.now() / 1000) - 60 }],
  ['without an expiry', { exp: undefined }],
  ['without a nonce', { nonce: undefined }],
  ['that were not requested', { [`${DEEP_LINKING}/data`]: 'made-up' }],
  ['without the data of the request', { [`${DEEP_LINKING}/data`]: undefined }],
  ['that are not a list', { [`${DEEP_LINKING}/content_items`]: 'all' }],
  ['to another site', { [`${DEEP_LINKING}/content_items`]: [{ type: 'ltiResourceLink', url: 'https://a.example' }] }],
])('links %s are refused', async (_, changes) => {
  const response = await visit.answer({ ...(await visit.linkClaims('grade-2')), ...changes });
  expect(response.status).toBe(400);
  expect(response.headers.get('content-type')).toContain('text/html');
  expect(await visit.linksOf('grade-2')).toHaveLength(2);
});

test('links signed with another key, and no JWT at all, are refused', async () => {
  const { privateKey } = await generateKeyPair('RS256');
  const forged = await new SignJWT(await visit.linkClaims('grade-2'))
    .setProtectedHeader({ alg: 'RS256', kid: 'tool-1' })
    .sign(privateKey);
  for (const body of [new URLSearchParams({ JWT: forged }), new URLSearchParams({ JWT: 'x' }), new URLSearchParams()]) {
    expect((await fetch(`${visit.lms.origin}/links`, { method: 'POST', body })).status).toBe(400);
  }
});
