import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { startTestPlatform } from '../../../test/support/startTestPlatform';
import { startTestTool, type TestTool } from '../../../test/support/startTestTool';

const LTI = 'https://purl.imsglobal.org/spec/lti/claim/';
const MEMBERSHIPS = 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice';

let tool: TestTool;
beforeAll(async () => {
  tool = await startTestTool();
});
afterAll(async () => {
  expect(tool.complaints).toEqual([]);
  await tool.close();
});
beforeEach(() => {
  tool.platform.behaviour.keys = 'published';
});

const now = () => Math.floor(Date.now() / 1000);

/** The name of the case, the claims changed (undefined leaves one out), and the check that refuses. */
test.each<[string, Record<string, unknown>, string]>([
  ['another nonce than the one sent', { nonce: 'another' }, 'nonce'],
  ['no nonce', { nonce: undefined }, 'nonce'],
  ['another issuer', { iss: 'https://elsewhere.example.org' }, 'issuer'],
  ['another audience', { aud: 'another-client' }, 'audience'],
  ['several audiences without an authorized party', { aud: ['aimline-client', 'another'] }, 'authorized_party'],
  ['the authorized party of another client', { azp: 'another-client' }, 'authorized_party'],
  ['no end', { exp: undefined }, 'expires'],
  ['an end that has passed', { exp: now() - 65 }, 'expires'],
  ['an end that is text', { exp: '9999999999' }, 'expires'],
  ['no beginning', { iat: undefined }, 'issued_at'],
  ['a beginning in an hour', { iat: now() + 3600, exp: now() + 7200 }, 'issued_at'],
  ['a beginning twelve minutes ago', { iat: now() - 720 }, 'issued_at'],
  ['another LTI version', { [`${LTI}version`]: '11.3' }, 'lti_version'],
  ['no LTI version', { [`${LTI}version`]: undefined }, 'lti_version'],
  ['another kind of message', { [`${LTI}message_type`]: 'LtiSubmissionReviewRequest' }, 'message_type'],
  ['no deployment', { [`${LTI}deployment_id`]: undefined }, 'deployment_named'],
  ['a deployment that is an object', { [`${LTI}deployment_id`]: { $ne: null } }, 'deployment_named'],
  ['another deployment than the login', { [`${LTI}deployment_id`]: 'harbor-1' }, 'deployment_as_at_login'],
  [
    'another target than the login',
    { [`${LTI}target_link_uri`]: 'https://elsewhere.example.org/' },
    'target_as_at_login',
  ],
  ['no resource link', { [`${LTI}resource_link`]: undefined }, 'resource_link'],
  ['no subject', { sub: undefined }, 'subject'],
  ['a subject of 256 characters', { sub: 'x'.repeat(256) }, 'subject'],
  ['a subject with half a character', { sub: 'a\ud800' }, 'subject'],
  ['a subject with NUL', { sub: 'a\u0000b' }, 'subject'],
  ['no roles', { [`${LTI}roles`]: undefined }, 'roles'],
  ['roles as text', { [`${LTI}roles`]: 'Instructor' }, 'roles'],
  ['a role with NUL', { [`${LTI}roles`]: ['a\u0000b'] }, 'roles'],
  ['a role with half a character', { [`${LTI}roles`]: ['a\ud800'] }, 'roles'],
  [
    'a list of members at an address with NUL',
    { [MEMBERSHIPS]: { context_memberships_url: 'https://lms.example.org/\u0000' } },
    'memberships_service',
  ],
  ['a course without an id', { [`${LTI}context`]: { title: 'Grade 3' } }, 'context'],
  ['a name that is an object', { given_name: { first: 'Hannah' } }, 'person_claims'],
  ['a mentor list that is text', { [`${LTI}role_scope_mentor`]: 'maya' }, 'mentored_students'],
])('an id_token with %s is refused', async (_case, changes, check) => {
  await expectRefusal(await tool.launch(changes), check);
});

test('an id_token that is no launch at all is refused', async () => {
  const begun = await tool.begin();
  const id_token = tool.platform.signIdToken({ name: 'badltilaunch' });
  await expectRefusal(await tool.post({ state: begun.state, id_token }, begun.cookie), 'issuer');
});

test.each([
  ['an unknown key', { kid: 'unknown' }, 'key_known'],
  ['no key', { kid: undefined }, 'key_named'],
  ['no algorithm', { alg: 'none' }, 'token_algorithm'],
  ['a symmetric algorithm', { alg: 'HS256' }, 'token_algorithm'],
])('an id_token that names %s is refused', async (_case, header, check) => {
  const begun = await tool.begin();
  const id_token = tool.platform.signIdToken(tool.claims(begun), header);
  await expectRefusal(await tool.post({ state: begun.state, id_token }, begun.cookie), check);
});

test('an id_token that was changed after it was signed is refused', async () => {
  const begun = await tool.begin();
  const [header, , signature] = tool.platform.signIdToken(tool.claims(begun)).split('.');
  const forged = Buffer.from(JSON.stringify({ ...tool.claims(begun), sub: 'sofia' })).toString('base64url');
  const id_token = `${header}.${forged}.${signature}`;
  await expectRefusal(await tool.post({ state: begun.state, id_token }, begun.cookie), 'signature');
});

test('an id_token of another platform with its own key is refused', async () => {
  const begun = await tool.begin();
  const stranger = await startTestPlatform();
  const id_token = stranger.signIdToken(tool.claims(begun));
  await stranger.close();
  await expectRefusal(await tool.post({ state: begun.state, id_token }, begun.cookie), 'key_known');
});

test('a launch in another browser is refused, and does not spoil the login of the first', async () => {
  const begun = await tool.begin();
  const other = await tool.begin();
  const id_token = tool.platform.signIdToken(tool.claims(begun));
  const stolen = begun.cookie.replace(/=.*/, `=${other.verifier}`);
  await expectRefusal(await tool.post({ state: begun.state, id_token }, stolen), 'same_browser');
  await expectRefusal(await tool.post({ state: begun.state, id_token, verifier: '' }, null), 'same_browser');
  expect((await tool.post({ state: begun.state, id_token }, begun.cookie)).status).toBe(303);
});

test('a state that was never issued is refused', async () => {
  const begun = await tool.begin();
  const state = 'x'.repeat(43);
  const id_token = tool.platform.signIdToken(tool.claims(begun));
  await expectRefusal(await tool.post({ state, id_token, verifier: begun.verifier }, null), 'state_is_current');
});

test('a launch eleven minutes after its login is refused', async () => {
  const begun = await tool.begin();
  tool.clock.aheadMs = 11 * 60_000;
  try {
    const id_token = tool.platform.signIdToken(tool.claims(begun));
    await expectRefusal(await tool.post({ state: begun.state, id_token }, begun.cookie), 'state_is_current');
  } finally {
    tool.clock.aheadMs = 0;
  }
});

test.each(['pending', 'disabled'])('a deployment that is %s is refused', async (status) => {
  const { rows } = await tool.db.owner.raw('select registration_id from directory.lti_registration');
  const deploymentId = `is-${status}`;
  await tool.db.owner.raw(
    `insert into directory.lti_deployment (registration_id, deployment_id, tenant_id, status)
     select :registrationId, :deploymentId, tenant_id, :status from directory.tenant`,
    { registrationId: rows[0].registration_id, deploymentId, status },
  );
  const response = await tool.launch({ [`${LTI}deployment_id`]: deploymentId }, { lti_deployment_id: deploymentId });
  await expectRefusal(response, 'deployment_active');
});

test('an unknown deployment is refused', async () => {
  const response = await tool.launch({ [`${LTI}deployment_id`]: 'unknown' }, { lti_deployment_id: 'unknown' });
  await expectRefusal(response, 'deployment_known');
});

test('keys that are not answered in time are told, and a launch is accepted when they can be read again', async () => {
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
  ['a space', 'state=a%20b'],
  ['a semicolon', 'state=a%3Bb'],
  ['NUL', 'state=%00'],
  ['a line break', 'state=a%0d%0ab'],
  ['an object', 'state[$ne]=x'],
  ['an array', 'state=a&state=b'],
  ['a thousand characters', `state=${'x'.repeat(1000)}`],
  ['nothing', ''],
])('a state with %s is refused, and the tool goes on', async (_case, body) => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  for (const rest of ['', '&id_token=a.b.c']) {
    const response = await fetch(`${tool.origin}/lti/launch`, { method: 'POST', headers, body: `${body}${rest}` });
    await expectRefusal(response, 'launch_parameters');
  }
  expect((await tool.launch()).status).toBe(303);
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

test('an error of the platform is told as one', async () => {
  const { state, cookie } = await tool.begin();
  await expectRefusal(await tool.post({ state, error: 'login_required' }, cookie), 'login_allowed');
});

test('what a stranger sends is not written into a page as markup', async () => {
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
