import { provenTenantId } from '@aimline/plugin-interventions-node';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import { listen } from '../../../../test/support/listen';
import { CEDAR_VALLEY, startTestTool, type TestTool } from '../../../../test/support/startTestTool';
import { LTI } from '../../../../test/support/vocabulary';
import { addDeployment } from '../addDeployment';
import { invite } from '../admin/invite';
import { listDeployments } from '../admin/listDeployments';
import { setDeploymentStatus } from '../admin/setDeploymentStatus';

let tool: TestTool;
beforeAll(async () => {
  tool = await startTestTool();
});
afterAll(() => tool.close());
afterEach(() => {
  tool.clock.aheadMs = 0;
});

const HOUR_MS = 3_600_000;

test('opening a link does not use it up; clicking the button does, once of twenty concurrent clicks', async () => {
  const link = await linkOf('Maple Creek');
  expect((await fetch(link)).status).toBe(200);
  expect((await fetch(link)).status).toBe(200);
  const opened = await Promise.all(Array.from({ length: 20 }, () => press(link)));
  expect(opened.map(({ status }) => status).toSorted()).toEqual([303, ...Array(19).fill(403)]);
});

test('a link is valid for three days, and its page for four hours', async () => {
  const [first, second] = [await linkOf('Birch Hollow'), await linkOf('Aspen Ridge')];
  const cookie = cookieOf(await press(first));
  expect((await read(cookie)).status).toBe(200);
  tool.clock.aheadMs = 4 * HOUR_MS + 1000;
  expect((await read(cookie)).status).toBe(403);
  tool.clock.aheadMs = 72 * HOUR_MS + 1000;
  expect((await press(second)).status).toBe(403);
});

test('without a link there is no page, and no information about a district', async () => {
  for (const cookie of ['', `aimline_install=${'x'.repeat(43)}`, 'aimline_install=1']) {
    const response = await read(cookie);
    expect(response.status).toBe(403);
    expect(await response.text()).not.toMatch(/Cedar Valley|lti\/login|cedar-valley-1/);
  }
  for (const path of ['registration-links', 'deployments']) {
    expect((await fetch(`${tool.origin}/lti/install/${path}`, { method: 'POST' })).status).toBe(403);
  }
});

test('the secrets of links and pages are not stored in the database', async () => {
  const link = await linkOf('Elm Grove');
  const cookie = cookieOf(await press(link));
  const { rows } = await tool.db.admin.query('select i::text as row from directory.lti_invitation i');
  for (const secret of [secretOf(link), cookie.split('=')[1]!]) expect(JSON.stringify(rows)).not.toContain(secret);
});

test.each(['canvas', 'schoology', 'moodle', 'brightspace', 'blackboard', 'sakai', 'other'])(
  'the page of %s shows the values to copy and may not be framed',
  async (lms) => {
    const response = await read(cookieOf(await press(await linkOf(`District on ${lms}`))), `?lms=${lms}`);
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    const page = await response.text();
    expect(page).toContain(`${tool.origin}/lti/launch`);
    expect(page).toContain(lms === 'canvas' ? `${tool.origin}/lti/canvas.json` : `${tool.origin}/lti/jwks`);
  },
);

test('Canvas reads a course navigation placement and two for links, at the least privacy level', async () => {
  const read = async (query: string) => (await fetch(`${tool.origin}/lti/canvas.json${query}`)).json();
  expect(await read('')).toEqual({
    title: 'Aimline',
    description: 'Plans, sessions, attendance and progress of interventions, for the teachers of a course.',
    oidc_initiation_url: `${tool.origin}/lti/login`,
    target_link_uri: `${tool.origin}/lti/launch`,
    scopes: [
      'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly',
      'https://purl.imsglobal.org/spec/lti/scope/noticehandlers',
    ],
    public_jwk_url: `${tool.origin}/lti/jwks`,
    custom_fields: { membership_roles: '$Canvas.membership.roles' },
    extensions: [
      {
        platform: 'canvas.instructure.com',
        domain: new URL(tool.origin).host,
        tool_id: 'aimline',
        privacy_level: 'name_only',
        settings: {
          text: 'Aimline',
          placements: [
            {
              placement: 'course_navigation',
              message_type: 'LtiResourceLinkRequest',
              target_link_uri: `${tool.origin}/lti/launch`,
              text: 'Aimline',
              enabled: true,
              default: 'enabled',
              visibility: 'admins',
            },
            {
              placement: 'link_selection',
              message_type: 'LtiDeepLinkingRequest',
              target_link_uri: `${tool.origin}/lti/launch`,
              text: 'Aimline',
              enabled: true,
            },
            {
              placement: 'assignment_selection',
              message_type: 'LtiDeepLinkingRequest',
              target_link_uri: `${tool.origin}/lti/launch`,
              text: 'Aimline',
              enabled: true,
            },
          ],
        },
      },
    ],
  });
  expect(await read('?caregivers=yes')).toMatchObject({
    custom_fields: { observees: '$com.instructure.User.observees' },
    extensions: [{ privacy_level: 'name_only', settings: { placements: [{ visibility: 'members' }, {}, {}] } }],
  });
});

test.each(['cross-site', 'same-site', 'none'])('a form that was sent %s opens no page and is refused', async (site) => {
  const link = await linkOf(`District with forms from ${site}`);
  const headers = { 'sec-fetch-site': site };
  expect((await press(link, headers)).status).toBe(403);
  const cookie = cookieOf(await press(link, { 'sec-fetch-site': 'same-origin' }));
  const entered = { lms: 'schoology', clientId: `from-${site}`, deploymentId: `from-${site}` };
  expect((await send('deployments', cookie, entered, headers)).status).toBe(403);
  expect((await send('registration-links', cookie, { lms: 'moodle' }, headers)).status).toBe(403);
  expect(await listDeployments(tool.db.owner, { deploymentId: `from-${site}` })).toEqual([]);
});

test.each([
  ['https://*.com', 'https://lms.example.org', ['https://lms.example.org']],
  ['https://lms.example.org', 'https://*.example.org', ['https://lms.example.org']],
  ['https://evilcanvaslms.com', 'https://evilcanvaslms.com', ['https://evilcanvaslms.com']],
  ['https://notschoology.com', 'https://notschoology.com', ['https://notschoology.com']],
  [
    'https://canvas.instructure.com',
    'https://sso.canvaslms.com',
    ['https://sso.canvaslms.com', 'https://canvas.instructure.com', 'https://*.instructure.com'],
  ],
])(
  'Aimline is framed by the platform %s at %s, and by its schools where they have their own domain',
  async (issuer, origin, expected) => {
    const endpoints = {
      authorizationEndpoint: `${origin}/auth`,
      tokenEndpoint: `${origin}/token`,
      jwksUri: `${origin}/jwks`,
    };
    const named = { clientId: `${issuer} ${origin}`, deploymentId: null, tenantId: CEDAR_VALLEY, byLink: false };
    await addDeployment(tool.db.app, { issuer, ...endpoints, ...named });
    const { rows } = await tool.db.owner.raw(
      'select frame_origins as origins from directory.lti_registration where client_id = ?',
      [named.clientId],
    );
    expect(rows[0].origins).toEqual(expected);
  },
);

test('a deployment that an administrator enters is pending until it is approved, and stays with its district', async () => {
  const cookie = cookieOf(await press(await linkOf('Willow Bend')));
  const entered = { lms: 'schoology', clientId: 'app-77', deploymentId: 'willow-1' };
  expect((await send('deployments', cookie, entered)).status).toBe(303);
  expect(await (await read(cookie)).text()).toContain('<span class="state pending">Pending</span>');
  expect(await listDeployments(tool.db.owner, { deploymentId: 'willow-1' })).toMatchObject([
    { tenantName: 'Willow Bend', status: 'pending', issuer: 'https://schoology.schoology.com' },
  ]);

  const another = cookieOf(await press(await linkOf('Thornfield')));
  const taken = await send('deployments', another, entered);
  expect(taken.status).toBe(400);
  expect(await taken.text()).toContain('This client ID belongs to another district.');

  await setDeploymentStatus(tool.db.owner, { deploymentId: 'willow-1' }, 'active');
  expect(await (await read(cookie)).text()).toContain('<span class="state active">Active</span>');
});

test.each([
  ['no deployment', { lms: 'canvas', clientId: '10000' }, 'The deployment ID is missing'],
  ['no site', { lms: 'moodle', clientId: 'a', deploymentId: '1' }, 'The address of your LMS is missing'],
  [
    'a site in the network',
    { lms: 'moodle', clientId: 'a', deploymentId: '1', site: 'https://10.0.0.8' },
    'is not on the public',
  ],
  [
    'a site without https',
    { lms: 'moodle', clientId: 'a', deploymentId: '1', site: 'http://lms.test' },
    'expected https',
  ],
])('a form with %s is shown again with the reason', async (_case, entered, reason) => {
  const response = await send('deployments', await cedarValleyPage(), entered);
  expect(response.status).toBe(400);
  expect(await response.text()).toContain(reason);
});

test('the serving login can add no active deployment, and switch none of another district', async () => {
  const { rows } = await tool.db.owner.raw('select registration_id as id from directory.lti_registration limit 1');
  const add = (status: string) =>
    tool.db.app.raw(
      `insert into directory.lti_deployment (registration_id, deployment_id, tenant_id, status) values (?, ?, ?, ?)`,
      [rows[0].id, `added-${status}`, CEDAR_VALLEY, status],
    );
  await expect(add('active')).rejects.toMatchObject({ code: '42501' });
  const switchAll = `update directory.lti_deployment set status = 'active' returning tenant_id`;
  // The setting with the tenant is missing or, on a reused connection, empty.
  await expect(tool.db.app.raw(switchAll)).rejects.toMatchObject({ code: expect.stringMatching(/^(42704|22P02)$/) });
  const who = { tenantId: provenTenantId(CEDAR_VALLEY), actorId: null, action: 'deployment.set_status' };
  const switched = await tool.tenants.transact(who, (uow) => uow.rows<{ tenant_id: string }>(switchAll));
  expect(new Set(switched.map((row) => row.tenant_id))).toEqual(new Set([CEDAR_VALLEY]));
});

test('the page names the check that launches failed, what to change, and the time of the last launch', async () => {
  expect((await tool.launch()).status).toBe(303);
  await tool.launch({ [`${LTI}version`]: '1.1' });
  await tool.launch({ [`${LTI}version`]: '1.1', sub: 'a-person-never-stored' });
  await tool.launch({}, { target_link_uri: 'https://elsewhere.example/' });
  await soon(async () => {
    const page = await (await read(await cedarValleyPage())).text();
    expect(page).toContain('Check <code>lti_version</code>, 2 times');
    expect(page).toContain('Choose LTI 1.3 for the tool, not LTI 1.1.');
    expect(page).toContain('Check <code>target_is_ours</code>, once');
    expect(page).toMatch(/Last launch: <time/);
  });
  const { rows } = await tool.db.admin.query('select f::text as row from directory.lti_failed_launch f');
  expect(JSON.stringify(rows)).not.toContain('a-person-never-stored');
});

test('another district sees nothing of these failures', async () => {
  const page = await (await read(cookieOf(await press(await linkOf('Foxglove'))))).text();
  expect(page).not.toMatch(/lti_version|cedar-valley-1/);
});

test('invented deployments fill about twenty rows of a platform per hour, and hide none of the directory', async () => {
  await tool.db.owner.raw('update directory.lti_registration set tenant_id = :tenantId', { tenantId: CEDAR_VALLEY });
  for (let i = 0; i < 60; i++) {
    await tool.begin({ lti_deployment_id: `made-up-${i}`, target_link_uri: 'https://elsewhere.example/' });
  }
  await tool.launch({ nonce: 'another' });
  await soon(async () => {
    const { rows } = await tool.db.admin.query(
      `select count(*)::int as stored from directory.lti_failed_launch where deployment_id like 'made-up-%'`,
    );
    // Refusals that are recorded concurrently do not count each other.
    expect(rows[0].stored).toBeGreaterThanOrEqual(20);
    expect(rows[0].stored).toBeLessThan(30);
    expect(await (await read(await cedarValleyPage())).text()).toContain('Check <code>nonce</code>, once');
  });
  // The failures of a new deployment appear an hour later.
  tool.clock.aheadMs = HOUR_MS + 1000;
  await tool.launch({ [`${LTI}deployment_id`]: 'cedar-valley-2' }, { lti_deployment_id: 'cedar-valley-2' });
  await soon(async () => {
    expect(await (await read(await cedarValleyPage())).text()).toContain('Deployment <code>cedar-valley-2</code>');
  });
});

test('a launch over the rate limit is not recorded', async () => {
  const busy = await startTestTool({ loginsPerMinute: 5 });
  const withoutHint = async () => (await busy.begin({ login_hint: '' })).response.status;
  expect([await withoutHint(), await withoutHint()]).toEqual([400, 429]);
  // The first refusal is recorded after the answer.
  await setTimeout(200);
  const written = listen(busy.db.app);
  await withoutHint();
  await busy.post({ state: 'x'.repeat(43) }, null);
  await busy.post({ state: 'x'.repeat(43) }, null);
  await setTimeout(200);
  expect(written).toEqual([]);
  await busy.close();
});

async function linkOf(name: string): Promise<string> {
  const toolOrigin = tool.origin;
  return (await invite(tool.db.owner, { name }, { toolOrigin, now: new Date() })).link;
}

async function cedarValleyPage(): Promise<string> {
  const tenant = { tenantId: CEDAR_VALLEY };
  return cookieOf(
    await press((await invite(tool.db.owner, tenant, { toolOrigin: tool.origin, now: new Date() })).link),
  );
}

function secretOf(link: string): string {
  return new URL(link).searchParams.get('invitation')!;
}

function press(link: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${tool.origin}/lti/install`, {
    method: 'POST',
    redirect: 'manual',
    headers,
    body: new URLSearchParams({ invitation: secretOf(link) }),
  });
}

function cookieOf(response: Response): string {
  return response.headers.getSetCookie()[0]!.split(';')[0]!;
}

function read(cookie: string, query = ''): Promise<Response> {
  return fetch(`${tool.origin}/lti/install${query}`, { headers: { cookie } });
}

function send(
  path: string,
  cookie: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${tool.origin}/lti/install/${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, ...headers },
    body: new URLSearchParams(fields),
  });
}

/** Refusals are recorded after the answer. */
async function soon(assertion: () => Promise<void>): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await assertion();
    } catch (error) {
      if (attempt === 20) throw error;
      await setTimeout(50);
    }
  }
}
