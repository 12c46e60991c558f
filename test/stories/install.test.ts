/** How a district comes to Aimline: invited, registered by its LMS, approved, launched. */
import { KeyRing, invite, listDeployments, rotateToolKey, setDeploymentStatus } from '@aimline/lti';
import { cast } from '@aimline/demo/cast';
import { courses } from '@aimline/demo/courses';
import { launchAs } from '@aimline/demo/launchAs';
import { type PracticeLms, startPracticeLms } from '@aimline/demo/practiceLms';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startTestTool, type TestTool } from '../support/startTestTool';

const grade3 = courses.find((course) => course.key === 'grade-3')!;
let tool: TestTool;
let lms: PracticeLms;
let cookie: string;
beforeAll(async () => {
  tool = await startTestTool();
  lms = await startPracticeLms({ port: 0, toolOrigin: tool.origin });
  const { link } = await invite(tool.db.owner, { name: 'Maple Creek' }, { toolOrigin: tool.origin, now: new Date() });
  const opened = await fetch(`${tool.origin}/lti/install`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ invitation: new URL(link).searchParams.get('invitation')! }),
  });
  cookie = opened.headers.getSetCookie()[0]!.split(';')[0]!;
});
afterAll(async () => {
  await lms.close();
  await tool.close();
});

test('an invited district registers with one link, waits for its approval, and launches', async () => {
  const link = await registrationLink();
  const registered = await fetch(`${lms.origin}/tools/registration?link=${encodeURIComponent(link)}`);
  expect(await registered.text()).toContain('Aimline is registered');
  const [deployment] = await maplesDeployments();
  expect(deployment).toMatchObject({
    status: 'pending',
    tenantName: 'Maple Creek',
    issuer: lms.origin,
    authorizationEndpoint: `${lms.origin}/authorize`,
    tokenEndpoint: `${lms.origin}/token`,
    jwksUri: `${lms.origin}/jwks`,
  });
  const { clientId, deploymentId } = deployment!;
  const launch = () => launchAs({ lms, person: cast.vivian, course: grade3, tool: clientId });
  await expect(launch()).rejects.toThrow('This deployment of the tool has not been activated, or is switched off.');

  await setDeploymentStatus(tool.db.owner, { deploymentId }, 'active');
  expect(await launch()).toMatchObject({ tenant: { name: 'Maple Creek' }, person: { givenName: 'Vivian' } });
  const page = await (await fetch(`${tool.origin}/lti/install`, { headers: { cookie } })).text();
  expect(page).toContain('<span class="state active">Active</span>');
  expect(page).toContain('Check <code>deployment_active</code>, once');
  expect(page).toMatch(/Last launch: <time/);

  await setDeploymentStatus(tool.db.owner, { deploymentId }, 'disabled');
  await expect(launch()).rejects.toThrow('has not been activated, or is switched off');
});

test('launches and lists of members go on while the keys are rotated', async () => {
  const now = () => new Date(Date.now() + tool.clock.aheadMs);
  const second = await startPracticeLms({ port: 0, toolOrigin: tool.origin, now });
  const launchFromNewRegistration = async () => {
    await fetch(`${second.origin}/tools/registration?link=${encodeURIComponent(await registrationLink())}`);
    const { clientId, deploymentId } = (await maplesDeployments()).at(-1)!;
    await setDeploymentStatus(tool.db.owner, { deploymentId }, 'active');
    await launchAs({ lms: second, person: cast.vivian, course: grade3, tool: clientId });
    await tool.rosterRead(grade3.title);
  };
  const readLists = async () =>
    (await tool.db.admin.query('select from aimline.course_roster where read_at is not null')).rowCount;
  await tool.rosterRead(grade3.title);
  const before = await readLists();
  const keyRing = new KeyRing({ encryptionKey: 'a key for tests, and for nothing else' });
  await rotateToolKey(tool.db.owner, { keyRing, now: new Date() });
  await launchFromNewRegistration();
  // The hour is over; the platform keeps the key set that it has read.
  await tool.db.owner.raw('update directory.lti_tool_key set signs_from = now() where signs_from > now()');
  tool.clock.aheadMs = 61_000;
  await launchFromNewRegistration();
  tool.clock.aheadMs = 0;
  expect([before, await readLists(), tool.complaints]).toEqual([1, 3, []]);
  await second.close();
});

test('a registration link is good once', async () => {
  const link = await registrationLink();
  const register = () => fetch(`${lms.origin}/tools/registration?link=${encodeURIComponent(link)}`);
  expect((await register()).status).toBe(200);
  const again = await register();
  expect(again.status).toBe(403);
  expect(await again.text()).toContain('This registration link was used already, or is older than an hour.');
});

test('a registration link ends after an hour', async () => {
  const link = await registrationLink();
  tool.clock.aheadMs = 3_600_000 + 1000;
  expect((await openLink(link, `${lms.origin}/.well-known/openid-configuration`)).status).toBe(403);
  tool.clock.aheadMs = 0;
});

test.each([
  '',
  '?token=',
  '?token=short&openid_configuration=https://lms.example',
  '?token[]=a',
  `?token=${'x'.repeat(43)}`,
])('a stranger at /lti/register%s gets nowhere', async (query) => {
  const response = await fetch(`${tool.origin}/lti/register${query}`);
  expect([400, 403]).toContain(response.status);
});

test('a platform that says it is another one is not registered', async () => {
  const before = await maplesDeployments();
  const impostor = await startImpostor('https://canvas.instructure.com');
  const response = await openLink(await registrationLink(), `${impostor.origin}/openid-configuration`);
  expect(response.status).toBe(400);
  expect(await response.text()).toContain('It may only speak for itself.');
  expect(impostor.posts).toBe(0);
  expect(await maplesDeployments()).toEqual(before);
  impostor.server.close();
});

test.each([
  'http://169.254.169.254/latest',
  'https://10.0.0.1/openid',
  'https://[::ffff:10.0.0.1]/openid',
  'file:///etc/passwd',
])('no request goes to %s', async (address) => {
  const response = await openLink(await registrationLink(), address);
  expect(response.status).toBe(400);
  expect(await response.text()).toMatch(/is not on the public internet|expected https/);
});

async function registrationLink(): Promise<string> {
  const response = await fetch(`${tool.origin}/lti/install/registration-links`, {
    method: 'POST',
    headers: { cookie },
    body: new URLSearchParams({ lms: 'other' }),
  });
  return /id="registration-link">([^<]+)</.exec(await response.text())![1]!;
}

function openLink(link: string, configuration: string): Promise<Response> {
  return fetch(`${link}&${new URLSearchParams({ openid_configuration: configuration, registration_token: 'token' })}`);
}

async function maplesDeployments() {
  return (await listDeployments(tool.db.owner)).filter(({ tenantName }) => tenantName === 'Maple Creek');
}

/** A platform whose configuration names an issuer that is not its own. */
async function startImpostor(issuer: string): Promise<{ origin: string; server: Server; posts: number }> {
  const impostor = { origin: '', posts: 0, server: createServer() };
  impostor.server.on('request', (request, response) => {
    if (request.method === 'POST') impostor.posts++;
    const { origin } = impostor;
    const endpoints = ['authorization_endpoint', 'registration_endpoint', 'jwks_uri', 'token_endpoint'];
    response.end(
      JSON.stringify({ issuer, ...Object.fromEntries(endpoints.map((name) => [name, `${origin}/${name}`])) }),
    );
  });
  await new Promise<void>((resolve) => impostor.server.listen(0, '127.0.0.1', resolve));
  impostor.origin = `http://127.0.0.1:${(impostor.server.address() as AddressInfo).port}`;
  return impostor;
}
