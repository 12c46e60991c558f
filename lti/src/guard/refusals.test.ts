import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestTool, type TestTool } from '../../../test/support/startTestTool';
import { LTI, MEMBERSHIPS } from '../../../test/support/vocabulary';

let tool: TestTool;
beforeAll(async () => {
  tool = await startTestTool();
});
afterAll(async () => {
  await tool.close();
  expect(tool.complaints).toEqual([]);
});

/**
 * In addition to `test/conformance/launches.test.ts`: the fault, the changed claims, and the check that fails.
 */
test.each<[string, Record<string, unknown>, string]>([
  ['another kind of message', { [`${LTI}message_type`]: 'LtiSubmissionReviewRequest' }, 'message_type'],
  ['a subject with half a character', { sub: 'a\ud800' }, 'subject'],
  ['a subject with NUL', { sub: 'a\u0000b' }, 'subject'],
  ['a role with NUL', { [`${LTI}roles`]: ['a\u0000b'] }, 'roles'],
  ['a role with half a character', { [`${LTI}roles`]: ['a\ud800'] }, 'roles'],
  [
    'a list of members at an address with NUL',
    { [MEMBERSHIPS]: { context_memberships_url: 'https://lms.example.org/\u0000' } },
    'memberships_service',
  ],
  ['a course without an id', { [`${LTI}context`]: { title: 'Grade 3' } }, 'context'],
  ['a name that is an object', { given_name: { first: 'Hannah' } }, 'person_claims'],
  [
    'a list of members that is no address of the web',
    { [MEMBERSHIPS]: { context_memberships_url: 'ftp://lms.example/members' } },
    'memberships_service',
  ],
  ['a mentor list that is text', { [`${LTI}role_scope_mentor`]: 'maya' }, 'mentored_students'],
])('an id_token with %s is refused', async (_case, changes, check) => {
  await expectRefusal(await tool.launch(changes), check);
});

test('a launch in another browser is refused, and does not use up the login of the first', async () => {
  const login = await tool.begin();
  const other = await tool.begin();
  const id_token = tool.platform.signIdToken(tool.claims(login));
  const stolen = login.cookie.replace(/=.*/, `=${other.verifier}`);
  await expectRefusal(await tool.post({ state: login.state, id_token }, stolen), 'same_browser');
  await expectRefusal(await tool.post({ state: login.state, id_token, verifier: '' }, null), 'same_browser');
  expect((await tool.post({ state: login.state, id_token }, login.cookie)).status).toBe(303);
});

test('a launch eleven minutes after its login is refused', async () => {
  const login = await tool.begin();
  tool.clock.aheadMs = 11 * 60_000;
  try {
    const id_token = tool.platform.signIdToken(tool.claims(login));
    await expectRefusal(await tool.post({ state: login.state, id_token }, login.cookie), 'state_is_current');
  } finally {
    tool.clock.aheadMs = 0;
  }
});

test('a key set timeout is named as the failed check, and a launch is accepted when the keys can be read again', async () => {
  const fresh = await startTestTool();
  try {
    fresh.platform.behaviour.keys = 'down';
    await expectRefusal(await fresh.launch(), 'keys_reachable');
    fresh.platform.behaviour.keys = 'never answering';
    const answers = await Promise.all([fresh.launch(), fresh.launch()]);
    for (const answer of answers) await expectRefusal(answer, 'keys_reachable');
    fresh.platform.behaviour.keys = 'published';
    expect((await fresh.launch()).status).toBe(303);
  } finally {
    await fresh.close();
  }
});

test.each<[string, Record<string, string>, string]>([
  ['from an unknown issuer', { iss: 'https://elsewhere.example.org' }, 'platform_registered'],
  ['for another client', { client_id: 'another' }, 'platform_registered'],
  ['to another site', { target_link_uri: 'https://elsewhere.example.org/lti/launch' }, 'target_is_ours'],
  ['to a script', { target_link_uri: 'javascript:alert(1)' }, 'target_is_ours'],
  ['without a hint', { login_hint: '' }, 'login_parameters'],
  ['with NUL in the issuer', { iss: 'a\u0000b' }, 'login_parameters'],
])('a login %s is refused', async (_case, parameters, check) => {
  const { response, page } = await tool.begin(parameters);
  expect(page).toContain(`Code: ${check}`);
  expect(response.status).toBe(400);
});

test('a login without a client id is accepted while the issuer has one registration, and refused when it has two', async () => {
  const query = new URLSearchParams({
    iss: tool.platform.issuer,
    login_hint: 'hannah',
    target_link_uri: `${tool.origin}/lti/launch`,
  });
  expect((await fetch(`${tool.origin}/lti/login?${query}`)).status).toBe(200);
  await tool.db.owner.raw(
    `insert into directory.lti_registration
     select gen_random_uuid(), issuer, 'second-client', authorization_endpoint, token_endpoint, token_audience, jwks_uri, frame_origins
     from directory.lti_registration where client_id = 'aimline-client'`,
  );
  await expectRefusal(await fetch(`${tool.origin}/lti/login?${query}`), 'client_id_named');
});

test.each([
  ['JSON', 'application/json', '{"state":{"$ne":null}}', 400],
  ['JSON that is none', 'application/json', '{"state":', 400],
  ['an unknown charset', 'application/x-www-form-urlencoded; charset=klingon', 'state=a', 400],
  ['a megabyte', 'application/x-www-form-urlencoded', `state=${'x'.repeat(1_000_000)}`, 400],
  ['a thousand fields', 'application/x-www-form-urlencoded', 'a=b&'.repeat(1000), 400],
])('a launch of %s is refused', async (_case, type, body, status) => {
  const response = await fetch(`${tool.origin}/lti/launch`, {
    method: 'POST',
    headers: { 'content-type': type },
    body,
  });
  expect(response.status).toBe(status);
  expect(await response.text()).toContain('Code: launch_parameters');
});

test('the routes and session tokens of ltijs are out of reach', async () => {
  const ltik = 'eyJhbGciOiJIUzI1NiJ9.e30.ltik';
  for (const path of ['/lti/unused-login', '/lti/unused-keys', '/lti/unused-registration', `/lti?ltik=${ltik}`]) {
    expect((await fetch(`${tool.origin}${path}`)).status).toBe(404);
  }
  const response = await fetch(`${tool.origin}/lti/launch?ltik=${ltik}`, {
    method: 'POST',
    headers: { authorization: `LTIK-AUTH-V1 Token=${ltik}` },
  });
  await expectRefusal(response, 'launch_parameters');
});

test('an error of the platform is shown as one', async () => {
  const { state, cookie } = await tool.begin();
  await expectRefusal(await tool.post({ state, error: 'login_required' }, cookie), 'login_allowed');
});

test('the content of a request is not written into a page as markup', async () => {
  const response = await fetch(
    `${tool.origin}/lti/login?iss=%3Cscript%3Ealert(1)%3C/script%3E&login_hint=a&target_link_uri=b`,
  );
  expect(await response.text()).not.toContain('alert(1)');
  const { page } = await tool.begin({ lti_message_hint: '</script><script>alert(1)</script>' });
  expect(page).not.toContain('</script><script>alert(1)');
});

async function expectRefusal(response: Response, check: string) {
  const page = await response.text();
  expect(/Code: (\w+)/.exec(page)?.[1]).toBe(check);
  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(response.status).toBeLessThan(500);
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
}
