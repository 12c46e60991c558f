/** The district controls access: coordinators approve each other, map roles, and activate deployments. */
import { approveCoordinator, listCoordinators } from '@aimline/lti';
import { createTenantTransactions } from '@aimline/plugin-interventions-backend';
import type { Call } from '@aimline/plugin-interventions-common/client';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import { CEDAR_VALLEY, startTestTool, type TestTool } from '../support/startTestTool';
import { CONTEXT, INSTITUTION, LTI } from '../support/vocabulary';

let tool: TestTool;
/** The client of Sofia, the first coordinator. */
let sofia: Call;
beforeAll(async () => {
  tool = await startTestTool();
});
afterAll(async () => {
  await tool.close();
  expect(tool.complaints).toEqual([]);
});

const launchAs = (sub: string, roles: readonly string[], more: object = {}) =>
  tool.launch({ sub, given_name: sub, family_name: 'Example', [`${LTI}roles`]: roles, ...more });
const administrator = (sub: string) => launchAs(sub, [`${INSTITUTION}#Administrator`]);
const teacher = (sub: string, more?: object) => launchAs(sub, [`${CONTEXT}#Instructor`], more);
const rolesOf = async (launched: Response) => (await (await tool.exchange(launched)).json()).roles;
const codeOn = async (page: Response) => /<p class="big">([A-Z0-9]{8})<\/p>/.exec(await page.text())?.[1];
const admin = () => ({
  owner: tool.db.owner,
  tenants: createTenantTransactions({ knex: tool.db.owner, now: () => new Date() }),
});

test('the first administrator gets a code, and is a coordinator once the operator of Aimline has approved it', async () => {
  const page = await administrator('sofia');
  expect(page.status).toBe(403);
  const code = await codeOn(page);
  expect(code).toMatch(/^[A-Z0-9]{8}$/);
  expect(await codeOn(await administrator('sofia'))).toBe(code);
  const { rows } = await tool.db.admin.query('select from aimline.launch_session');
  expect(rows).toEqual([]);

  expect(await listCoordinators(admin())).toMatchObject([{ tenantName: 'Cedar Valley', code, status: 'pending' }]);
  await expect(approveCoordinator(admin(), 'WRONG123')).rejects.toThrow('No candidate has the code "WRONG123".');
  await approveCoordinator(admin(), code!.toLowerCase());
  const launched = await administrator('sofia');
  expect(launched.status).toBe(303);
  sofia = await tool.callAs(launched);
  expect(await sofia('access.read')).toMatchObject({
    deployments: [{ deploymentId: 'cedar-valley-1', status: 'active', lastLaunchAt: expect.any(String) }],
    candidates: [{ staff: { givenName: 'sofia' }, status: 'approved' }],
  });
  expect((await sofia('launch_session.list')).sessions).toMatchObject([
    { person: { givenName: 'sofia' }, roles: ['coordinator'] },
  ]);
});

test('an administrator who teaches is a teacher until approved, and sees that the approval is pending', async () => {
  const launched = await launchAs('hannah', [`${INSTITUTION}#Administrator`, `${CONTEXT}#Instructor`]);
  const session = await (await tool.exchange(launched)).json();
  expect(session).toMatchObject({ roles: ['educator'], candidateCode: expect.stringMatching(/^[A-Z0-9]{8}$/) });
});

test('a coordinator approves the next one; a declined candidate loses access at once, and is not listed again', async () => {
  await administrator('owen');
  const [owen] = (await sofia('access.read')).candidates.filter(({ staff }) => staff.givenName === 'owen');
  const params = { staffId: owen!.staff.staffId };
  await sofia('coordinator.decide', { params, body: { decision: 'approved' } });
  const asOwen = await tool.callAs(await administrator('owen'));
  expect((await asOwen('access.read')).candidates).toHaveLength(3);

  await sofia('coordinator.decide', { params, body: { decision: 'declined' } });
  await expect(asOwen('access.read')).rejects.toMatchObject({ status: 401 });
  expect(await (await administrator('owen')).text()).toContain('There is nothing here for you yet');
});

test('a coordinator cannot decline themselves, so that at least one remains', async () => {
  const [first] = (await sofia('access.read')).candidates.filter(({ staff }) => staff.givenName === 'sofia');
  const decided = sofia('coordinator.decide', {
    params: { staffId: first!.staff.staffId },
    body: { decision: 'declined' },
  });
  await expect(decided).rejects.toMatchObject({ status: 409, message: expect.stringContaining('another coordinator') });
});

test('an administrator who launches as a parent is a caregiver, and a candidate when they launch for the school', async () => {
  const roles = [`${INSTITUTION}#Administrator`, `${CONTEXT}#Mentor`];
  const launched = await launchAs('ines', roles, { [`${LTI}role_scope_mentor`]: ['maya'] });
  expect(await rolesOf(launched)).toEqual(['caregiver']);
  expect(await codeOn(await administrator('ines'))).toMatch(/^[A-Z0-9]{8}$/);
});

test('a coordinator who is declined during a launch gets no session', async () => {
  const owen = await candidate('owen');
  await decide(sofia, owen, 'approved');
  const release = await hold(`select from aimline.course where title = 'Grade 3, Ms. Brooks' for update`);
  const launching = administrator('owen');
  await setTimeout(200);
  const declining = decide(sofia, owen, 'declined');
  await setTimeout(200);
  await release();
  const [launched] = await Promise.all([launching, declining]);
  expect((await tool.exchange(launched)).status).toBe(401);
});

test('of two coordinators who decline each other at once, one remains', async () => {
  const [first, second] = [await candidate('sofia'), await candidate('owen')];
  await decide(sofia, second, 'approved');
  const asOwen = await tool.callAs(await administrator('owen'));
  const release = await hold('select from aimline.coordinator_candidate for update');
  const both = Promise.allSettled([decide(sofia, second, 'declined'), decide(asOwen, first, 'declined')]);
  await setTimeout(200);
  await release();
  expect((await both).map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const { rows } = await tool.db.admin.query(
    `select staff_id from aimline.coordinator_candidate where status = 'approved'`,
  );
  expect(rows).toHaveLength(1);
  // The rest of the story belongs to Sofia, whichever of the two remained.
  if (rows[0].staff_id !== first) {
    await decide(asOwen, first, 'approved');
    sofia = await tool.callAs(await administrator('sofia'));
    await decide(sofia, second, 'declined');
  }
});

test('a mapped role and a mapped id apply from the next launch on, until they are removed', async () => {
  const { registrationId, deploymentId } = (await sofia('access.read')).deployments[0]!;
  const deployment = { registrationId, deploymentId };
  const advisor = `${CONTEXT}/Mentor#Advisor`;
  expect((await launchAs('iris', [advisor])).status).toBe(403);
  const { roleMappingId } = await sofia('role_mapping.set', {
    body: { ...deployment, matches: 'lms_role', value: advisor, role: 'interventionist' },
  });
  expect(await rolesOf(await launchAs('iris', [advisor]))).toEqual(['interventionist']);

  const byId = { ...deployment, matches: 'person_sourcedid', value: 'T-4711' } as const;
  await sofia('role_mapping.set', { body: { ...byId, role: 'interventionist' } });
  await sofia('role_mapping.set', { body: { ...byId, role: 'coordinator' } });
  const lis = { [`${LTI}lis`]: { person_sourcedid: 'T-4711' } };
  expect(await rolesOf(await teacher('paula', lis))).toEqual(['coordinator']);
  expect(await rolesOf(await teacher('paul', { [`${LTI}lis`]: { person_sourcedid: 't-4711' } }))).toEqual(['educator']);
  expect((await sofia('access.read')).mappings).toMatchObject([
    { value: advisor.toLowerCase(), role: 'interventionist' },
    { value: 'T-4711', role: 'coordinator' },
  ]);

  await sofia('role_mapping.remove', { params: { roleMappingId } });
  expect((await launchAs('iris', [advisor])).status).toBe(403);
});

test('a role in the institution cannot be mapped: it would widen permissions in a course', async () => {
  const { registrationId, deploymentId } = (await sofia('access.read')).deployments[0]!;
  const mapped = sofia('role_mapping.set', {
    body: { registrationId, deploymentId, matches: 'lms_role', value: `${INSTITUTION}#Faculty`, role: 'educator' },
  });
  await expect(mapped).rejects.toMatchObject({ status: 400, problem: { fields: [{ path: 'body.value' }] } });
});

test('a custom parameter from the author of a link gives no mapped role', async () => {
  const { registrationId, deploymentId } = (await sofia('access.read')).deployments[0]!;
  await sofia('role_mapping.set', {
    body: { registrationId, deploymentId, matches: 'lms_role', value: 'Dean', role: 'coordinator' },
  });
  const dean = { [`${LTI}custom`]: { membership_roles: 'Dean' } };
  const navigation = { [`${LTI}resource_link`]: { id: 'grade-3' } };
  const canvas = { [`${LTI}tool_platform`]: { product_family_code: 'canvas' } };
  const moodle = { [`${LTI}tool_platform`]: { product_family_code: 'moodle' } };
  expect(await rolesOf(await teacher('mallory', { ...dean, ...canvas }))).toEqual(['educator']);
  // The id of a link may equal that of its course, by accident or on purpose.
  expect(await rolesOf(await teacher('mallory', { ...dean, ...navigation, ...moodle }))).toEqual(['educator']);
  expect(await rolesOf(await teacher('dana', { ...dean, ...navigation, ...canvas }))).toEqual(['coordinator']);
});

test('a coordinator ends one session, or all sessions of a person', async () => {
  const [first, second] = [await tool.callAs(await teacher('vivian')), await tool.callAs(await teacher('vivian'))];
  const sessions = (await sofia('launch_session.list')).sessions.filter(({ person }) => person.givenName === 'vivian');
  expect(sessions).toHaveLength(2);
  const { launchSessionId, person } = sessions[0]!;
  expect(await sofia('launch_session.end', { params: { launchSessionId } })).toEqual({ ended: 1 });
  const open = await Promise.allSettled([first('student.list'), second('student.list')]);
  expect(open.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(await sofia('person.end_sessions', { params: { personId: person.personId } })).toEqual({ ended: 1 });
  await expect(first('student.list')).rejects.toMatchObject({ status: 401 });
  await expect(second('student.list')).rejects.toMatchObject({ status: 401 });
});

test('a coordinator activates a second deployment where the LMS has registered Aimline itself, and cannot switch off the last one', async () => {
  await tool.db.owner.raw(
    `insert into directory.lti_deployment (registration_id, deployment_id, tenant_id, status)
     select registration_id, 'cedar-valley-2', tenant_id, 'pending'
     from directory.lti_deployment
     where deployment_id = 'cedar-valley-1'`,
  );
  const second = { [`${LTI}deployment_id`]: 'cedar-valley-2' };
  const parameters = { lti_deployment_id: 'cedar-valley-2' };
  expect((await tool.launch(second, parameters)).status).toBe(403);
  const { registrationId } = (await sofia('access.read')).deployments[0]!;
  const set = (deploymentId: string, status: 'active' | 'disabled') =>
    sofia('deployment.set_status', { params: { registrationId }, body: { deploymentId, status } });
  await expect(set('cedar-valley-2', 'active')).rejects.toMatchObject({
    status: 409,
    message: expect.stringContaining('Your LMS did not register Aimline itself'),
  });
  expect((await tool.launch(second, parameters)).status).toBe(403);
  await tool.db.owner.raw('update directory.lti_registration set tenant_id = :tenantId', { tenantId: CEDAR_VALLEY });
  await expect(set('cedar-valley-2', 'active')).rejects.toMatchObject({ status: 409 });
  await tool.db.owner.raw('update directory.lti_registration set registered_by_link = true');
  expect((await sofia('access.read')).deployments).toMatchObject([{ mayActivate: true }, { mayActivate: true }]);
  expect(await set('cedar-valley-2', 'active')).toMatchObject({ status: 'active' });
  const inSecond = await tool.callAs(await tool.launch(second, parameters));
  await set('cedar-valley-2', 'disabled');
  await expect(inSecond('student.list')).rejects.toMatchObject({ status: 401 });
  await expect(set('cedar-valley-1', 'disabled')).rejects.toMatchObject({
    status: 409,
    message: expect.stringContaining('last active deployment'),
  });
  await expect(set('nowhere', 'active')).rejects.toMatchObject({ status: 422 });
  await expect(set('now\u0000here', 'active')).rejects.toMatchObject({ status: 400 });
  expect(await auditedSwitches()).toEqual(['pending to active', 'active to disabled']);
});

test('a coordinator who is no longer an administrator in the LMS loses the role, and their sessions end', async () => {
  expect(await rolesOf(await teacher('sofia'))).toEqual(['educator']);
  await expect(sofia('access.read')).rejects.toMatchObject({ status: 401 });
});

test('every accepted launch records the checks that it passed', async () => {
  const { rows } = await tool.db.admin.query(
    `select distinct passed_checks from aimline.launch_session where deployment_id = 'cedar-valley-1'`,
  );
  expect(rows).toEqual([
    {
      passed_checks: [
        ...[
          'token_readable',
          'token_algorithm',
          'key_named',
          'subject',
          'person_claims',
          'lti_version',
          'message_type',
        ],
        ...['deployment_named', 'resource_link', 'roles', 'mentored_students', 'context', 'custom_parameters'],
        ...['memberships_service', 'notice_service', 'state_is_current', 'same_browser', 'nonce_once', 'not_too_many'],
        ...['issuer', 'audience', 'authorized_party', 'expires', 'issued_at', 'nonce', 'target_as_at_login'],
        ...['deployment_as_at_login', 'target_is_ours', 'deployment_known', 'deployment_active', 'keys_reachable'],
        ...['key_known', 'signature', 'lti_claims'],
      ],
    },
  ]);
});

/** The id of the candidate with a name. */
async function candidate(givenName: string): Promise<string> {
  await administrator(givenName);
  const { rows } = await tool.db.admin.query(
    `select k.staff_id as id
     from aimline.coordinator_candidate k
     join aimline.staff s using (tenant_id, staff_id)
     where s.given_name = $1`,
    [givenName],
  );
  return rows[0].id;
}

function decide(call: Call, staffId: string, decision: 'approved' | 'declined') {
  return call('coordinator.decide', { params: { staffId }, body: { decision } });
}

/** Holds what a statement locks until it is released. */
async function hold(statement: string): Promise<() => Promise<unknown>> {
  await tool.db.admin.query('begin');
  await tool.db.admin.query(statement);
  return () => tool.db.admin.query('commit');
}

async function auditedSwitches(): Promise<string[]> {
  const { rows } = await tool.db.admin.query(
    `select (before ->> 'status') || ' to ' || (after ->> 'status') as change
     from aimline.audit_record
     where entity = 'lti_deployment' and reason = 'coordinator'
     order by audit_id`,
  );
  return rows.map(({ change }) => change);
}
