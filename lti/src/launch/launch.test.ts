import { people } from '@aimline/plugin-interventions-backend';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Request } from 'express';
import { registerDeployment } from '../installation/admin/registerDeployment';
import { listen } from '../../../test/support/listen';
import { CEDAR_VALLEY, startTestTool, type TestTool } from '../../../test/support/startTestTool';
import { CONTEXT, LTI } from '../../../test/support/vocabulary';
import { createActorResolver } from './session/createActorResolver';

let tool: TestTool;
beforeAll(async () => {
  tool = await startTestTool();
});
afterAll(() => tool.close());
beforeEach(() => {
  tool.platform.reset();
  tool.complaints.length = 0;
});

test('a login sends the browser to the platform with a state and a nonce of its own', async () => {
  const { next, state, nonce } = await tool.begin();
  expect(`${next.origin}${next.pathname}`).toBe(`${tool.platform.issuer}/authorize`);
  expect(Object.fromEntries(next.searchParams)).toEqual({
    scope: 'openid',
    response_type: 'id_token',
    response_mode: 'form_post',
    prompt: 'none',
    client_id: 'aimline-client',
    redirect_uri: `${tool.origin}/lti/launch`,
    login_hint: 'hannah',
    lti_message_hint: 'hint',
    lti_deployment_id: 'cedar-valley-1',
    state,
    nonce,
  });
  expect(state).toMatch(/^[\w-]{43}$/);
  expect(nonce).toMatch(/^[\w-]{43}$/);
  expect(nonce).not.toBe(state);
});

test('the cookie of a login is stored in frames where third-party cookies are blocked, and hidden from scripts', async () => {
  const { response, state } = await tool.begin();
  const [name, ...attributes] = response.headers.getSetCookie()[0]!.split('; ');
  expect(name).toContain(`__Secure-aimline_launch_${state.slice(0, 16)}=`);
  expect(attributes).toEqual(
    expect.arrayContaining(['Path=/lti', 'HttpOnly', 'Secure', 'SameSite=None', 'Partitioned', 'Max-Age=600']),
  );
});

test('login and launch may be framed by the platform that began them, and by no other registered platform', async () => {
  await registerDeployment(tool.db.owner, {
    issuer: 'https://lms.harbor.example',
    clientId: 'aimline-client',
    authorizationEndpoint: 'https://lms.harbor.example/authorize',
    tokenEndpoint: 'https://lms.harbor.example/token',
    jwksUri: 'https://lms.harbor.example/jwks',
    frameOrigins: ['https://lms.harbor.example', 'https://*.harbor.example'],
    deploymentId: 'harbor-1',
    tenantId: '7c9d1e55-8a42-4b13-b0a6-19e3d5f7c820',
    tenantName: 'Harbor',
  });
  const login = await tool.begin();
  expect(framedBy(login.response)).toBe(tool.platform.issuer);
  expect(login.response.headers.get('x-frame-options')).toBeNull();
  const id_token = tool.platform.signIdToken(tool.claims(login));
  expect(framedBy(await tool.post({ state: login.state, id_token }, null))).toBe(tool.platform.issuer);
  const elsewhere = await tool.begin({ iss: 'https://lms.harbor.example' });
  expect(framedBy(elsewhere.response)).toBe('https://lms.harbor.example https://*.harbor.example');
});

test('a page with nothing to click may be framed by any origin, so that it can be read', async () => {
  const refused = await tool.launch({ nonce: 'another' });
  const withoutRole = await tool.launch({ [`${LTI}roles`]: [`${CONTEXT}#Learner`] });
  const unregistered = await tool.begin({ iss: 'https://elsewhere.example' });
  const byHand = await fetch(`${tool.origin}/lti/launch`);
  for (const response of [refused, withoutRole, byHand]) {
    expect(framedBy(response)).toBe('*');
    expect(await response.text()).not.toMatch(/<(script|a|form|button)\b/);
  }
  expect(framedBy(unregistered.response)).toBe('*');
});

test('a launch whose login has expired is refused at once, whatever the browser has stored', async () => {
  const login = await tool.begin();
  const id_token = tool.platform.signIdToken(tool.claims(login));
  expect((await tool.post({ state: login.state, id_token }, login.cookie)).status).toBe(303);
  const again = await tool.post({ state: login.state, id_token }, null);
  expect(await again.text()).toContain('Code: state_is_current');
});

test('a launch opens a session for the person, in their role, from their course', async () => {
  const launched = await tool.launch();
  expect(launched.status).toBe(303);
  const exchanged = await tool.exchange(launched);
  expect(exchanged.status).toBe(200);
  expect(await exchanged.json()).toEqual({
    token: expect.stringMatching(new RegExp(`^${CEDAR_VALLEY}\\.[\\w-]{43}$`)),
    expiresAt: expect.any(String),
    actions: [
      ...['student.list', 'staff.list', 'school.list'],
      ...['intervention.create', 'intervention.list', 'intervention.read', 'session.list', 'session.agenda'],
      ...['enrollment.list', 'enrollment.create', 'enrollment.withdraw', 'attendance.read', 'attendance.record'],
      ...['progress.note', 'progress.list', 'dashboard.intervention', 'dashboard.student', 'course_link.offer'],
    ],
    person: { personId: expect.any(String), givenName: 'Hannah', familyName: 'Brooks' },
    roles: ['educator'],
    course: { courseId: expect.any(String), title: 'Grade 3, Ms. Brooks' },
    tenant: { name: 'Cedar Valley' },
    candidateCode: null,
    target: '/',
    deepLinking: null,
  });
});

test('a link to a page of the app opens that page', async () => {
  const target = `${tool.origin}/app/interventions`;
  const launched = await tool.launch({ [`${LTI}target_link_uri`]: target }, { target_link_uri: target });
  expect(await (await tool.exchange(launched)).json()).toMatchObject({ target: '/interventions' });
});

test('a browser that stored no cookie launches with the verifier in its session storage', async () => {
  const login = await tool.begin();
  const id_token = tool.platform.signIdToken(tool.claims(login));
  const recovery = await tool.post({ state: login.state, id_token }, null);
  expect(recovery.status).toBe(200);
  expect(await recovery.text()).toContain('sessionStorage.getItem');
  const launched = await tool.post({ state: login.state, id_token, verifier: login.verifier }, null);
  expect(launched.status).toBe(303);
});

test('of twenty concurrent launches with one id_token, one is accepted', async () => {
  const login = await tool.begin();
  const id_token = tool.platform.signIdToken(tool.claims(login));
  const responses = await Promise.all(
    Array.from({ length: 20 }, () => tool.post({ state: login.state, id_token }, login.cookie)),
  );
  expect(responses.map((response) => response.status).toSorted()).toEqual([303, ...Array(19).fill(400)].toSorted());
});

test('a nonce is accepted once, even by two logins that share it', async () => {
  const [first, second] = [await tool.begin(), await tool.begin()];
  await tool.db.owner.raw('update directory.lti_launch_state set nonce = ? where state = ?', [
    first.nonce,
    second.state,
  ]);
  const id_token = tool.platform.signIdToken(tool.claims(first));
  expect((await tool.post({ state: first.state, id_token }, first.cookie)).status).toBe(303);
  const replayed = await tool.post({ state: second.state, id_token }, second.cookie);
  expect(await replayed.text()).toContain('Code: nonce_once');
});

test('no personal data is stored outside of the tenant', async () => {
  await tool.launch({ sub: 'unmistakable-person', family_name: 'Unmistakable' });
  const { rows } = await tool.db.owner.raw(
    `select string_agg(t::text, ' ') as everything from directory.lti_launch_state t
     union all select string_agg(t::text, ' ') from directory.lti_nonce t
     union all select string_agg(t::text, ' ') from directory.lti_registration t`,
  );
  expect(JSON.stringify(rows).toLowerCase()).not.toContain('unmistakable');
});

test.each([
  ['a learner', [`${CONTEXT}#Learner`]],
  ['a person with an unknown role', ['http://example.org/roles#Wizard']],
  ['a person without a role', ['']],
  ['a mentor without a list of students', [`${CONTEXT}#Mentor`]],
])('%s gets a friendly page and no session', async (_who, roles) => {
  const { rows: before } = await tool.db.admin.query('select count(*) from aimline.launch_session');
  const response = await tool.launch({ sub: 'no-role', [`${LTI}roles`]: roles });
  expect(response.status).toBe(403);
  expect(await response.text()).toContain('There is nothing here for you yet');
  const { rows: after } = await tool.db.admin.query('select count(*) from aimline.launch_session');
  expect(after).toEqual(before);
});

test('a caregiver sees the listed students that are in the roster of the school, and no others', async () => {
  tool.platform.behaviour.memberPages = [[member('maya', 'Learner'), member('diego', 'Learner')]];
  const asMentor = { sub: 'denise', [`${LTI}roles`]: [`${CONTEXT}#Mentor`] };
  const launched = await tool.launchIn('Families', { ...asMentor, [`${LTI}role_scope_mentor`]: ['maya', 'unknown'] });
  const { roles, token } = await (await tool.exchange(launched)).json();
  expect(roles).toEqual(['caregiver']);
  await tool.rosterRead('Families');
  // Also in the session that was opened before the students were in the roster.
  const headers = { authorization: `Bearer ${token}` };
  const actor = await createActorResolver({ tenants: tool.tenants, people }).resolve({ headers } as Request);
  const { rows } = await tool.db.admin.query(
    `select local_id as id from aimline.external_identity where external_id = 'maya'`,
  );
  expect(actor?.studentIds).toEqual([rows[0].id]);
});

test('a launch records the students of a caregiver that are in the roster, and writes only what is new', async () => {
  const asMentor = { sub: 'walter', [`${LTI}roles`]: [`${CONTEXT}#Mentor`] };
  const launch = (course: string, ...children: string[]) =>
    tool.launchIn(course, { ...asMentor, [`${LTI}role_scope_mentor`]: children });
  const recorded = async () => {
    const { rows } = await tool.db.admin.query(
      `select child.external_id as child
       from aimline.student_contact sc
       join aimline.external_identity i on i.local_id = sc.contact_id and i.external_id = 'walter'
       join aimline.external_identity child on child.local_id = sc.student_id
       order by 1`,
    );
    return rows.map(({ child }) => child);
  };
  for (const [course, ...children] of [
    ['Grade 2', 'ana', 'ben'],
    ['Grade 4', 'cleo'],
  ] as const) {
    tool.platform.behaviour.memberPages = [children.map((child) => member(child, 'Learner'))];
    await launch(course, ...children);
    await tool.rosterRead(course);
  }
  expect(await recorded()).toEqual([]);
  await launch('Grade 2', 'ana', 'ben', 'unknown');
  await launch('Grade 4', 'cleo');
  expect(await recorded()).toEqual(['ana', 'ben', 'cleo']);
  const written = () => tool.db.admin.query(`select from aimline.audit_record where entity = 'student_contact'`);
  const before = (await written()).rowCount;
  await launch('Grade 2', 'ben', 'ana');
  expect((await written()).rowCount).toBe(before);
  await launch('Grade 2', 'ben');
  expect(await recorded()).toEqual(['ben', 'cleo']);
});

test('a variable that the platform did not resolve is ignored', async () => {
  const launched = await tool.launch({
    sub: 'nameless',
    given_name: '$Person.name.given',
    family_name: '$Person.name.family',
    name: 'Vivian Cho',
  });
  expect(await (await tool.exchange(launched)).json()).toMatchObject({
    person: { givenName: 'Vivian Cho', familyName: '' },
  });
});

test('half a surrogate pair in a name, or left by cutting it, is removed', async () => {
  const launched = await tool.launch({
    sub: 'odd',
    given_name: 'Ma\ud800ya',
    family_name: `${'x'.repeat(199)}\u{1f4da}`,
  });
  expect(await (await tool.exchange(launched)).json()).toMatchObject({
    person: { givenName: 'Ma ya', familyName: 'x'.repeat(199) },
  });
});

test('a known person from a known course costs five statements, and a changed name is recorded', async () => {
  await tool.launch({ sub: 'counted' });
  const statements = listen(tool.db.app);
  await tool.launch({ sub: 'counted' });
  expect(statements.filter((statement) => !/^(begin|commit)|\bjobs\./.test(statement))).toHaveLength(5);
  const renamed = await tool.launch({ sub: 'counted', family_name: 'Brooks-Lee' });
  expect(await (await tool.exchange(renamed)).json()).toMatchObject({ person: { familyName: 'Brooks-Lee' } });
});

test('the key set of the tool is published with one key, and nothing private in it', async () => {
  const response = await fetch(`${tool.origin}/lti/jwks`);
  expect(response.headers.get('cache-control')).toBe('public, max-age=300');
  const [key, ...others] = (await response.json()).keys;
  expect(others).toEqual([]);
  expect(Object.keys(key).toSorted()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
});

/** The source list of the origins that may show a page in a frame. */
function framedBy(response: Response): string | undefined {
  return /(?:^|; )frame-ancestors ([^;]*)/.exec(response.headers.get('content-security-policy') ?? '')?.[1];
}

function member(userId: string, role: string) {
  return { user_id: userId, roles: [`${CONTEXT}#${role}`], given_name: userId, family_name: 'Example' };
}
