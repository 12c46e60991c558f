/** How a district starts: invited, registered by its LMS, approved, launched. */
import { listDeployments, rotateToolKey, setDeploymentStatus } from '@aimline/lti';
import { KeyRing } from '@aimline/plugin-interventions-node';
import { cast } from '@aimline/demo/cast';
import { gradeThree } from '@aimline/demo/courses';
import { launchAs } from '@aimline/demo/launchAs';
import { type PracticeLms, startPracticeLms } from '@aimline/demo/practiceLms';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type OpenInstallPage, openInstallPage } from '../support/openInstallPage';
import { startTestTool, type TestTool } from '../support/startTestTool';

let tool: TestTool;
let lms: PracticeLms;
let page: OpenInstallPage;
beforeAll(async () => {
  tool = await startTestTool();
  lms = await startPracticeLms({ port: 0, toolOrigin: tool.origin });
  page = await openInstallPage(tool, 'Maple Creek');
});
afterAll(async () => {
  await lms.close();
  await tool.close();
});

test('an invited district registers with one link, is approved, and launches', async () => {
  const link = await page.registrationLink();
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
  const launch = () => launchAs({ lms, person: cast.vivian, course: gradeThree, tool: clientId });
  await expect(launch()).rejects.toThrow('This deployment of the tool has not been activated, or was switched off.');

  await setDeploymentStatus(tool.db.owner, { deploymentId }, 'active');
  expect(await launch()).toMatchObject({ tenant: { name: 'Maple Creek' }, person: { givenName: 'Vivian' } });
  const shown = await (await fetch(`${tool.origin}/lti/install`, { headers: { cookie: page.cookie } })).text();
  expect(shown).toContain('<span class="state active">Active</span>');
  expect(shown).toContain('Check <code>deployment_active</code>, once');
  expect(shown).toMatch(/Last launch: <time/);

  await setDeploymentStatus(tool.db.owner, { deploymentId }, 'disabled');
  await expect(launch()).rejects.toThrow('has not been activated, or was switched off');
});

test('launches and syncs of members continue while the keys are rotated', async () => {
  const now = () => new Date(Date.now() + tool.clock.aheadMs);
  const second = await startPracticeLms({ port: 0, toolOrigin: tool.origin, now });
  const launchFromNewRegistration = async () => {
    await fetch(`${second.origin}/tools/registration?link=${encodeURIComponent(await page.registrationLink())}`);
    const { clientId, deploymentId } = (await maplesDeployments()).at(-1)!;
    await setDeploymentStatus(tool.db.owner, { deploymentId }, 'active');
    await launchAs({ lms: second, person: cast.vivian, course: gradeThree, tool: clientId });
    await tool.rosterRead(gradeThree.title);
  };
  const readLists = async () =>
    (await tool.db.admin.query('select from aimline.course_roster where read_at is not null')).rowCount;
  await tool.rosterRead(gradeThree.title);
  const before = await readLists();
  const keyRing = new KeyRing({ encryptionKey: 'a key for tests, and for nothing else' });
  await rotateToolKey(tool.db.owner, { keyRing, now: new Date() });
  await launchFromNewRegistration();
  // The hour is over; the platform still has the key set in its cache.
  await tool.db.owner.raw('update directory.lti_tool_key set signs_from = now() where signs_from > now()');
  tool.clock.aheadMs = 61_000;
  await launchFromNewRegistration();
  tool.clock.aheadMs = 0;
  expect([before, await readLists(), tool.complaints]).toEqual([1, 3, []]);
  await second.close();
});

async function maplesDeployments() {
  return (await listDeployments(tool.db.owner)).filter(({ tenantName }) => tenantName === 'Maple Creek');
}
