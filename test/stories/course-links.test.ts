/** A course gets links to Aimline, from a tool that its LMS registered by itself. */
import { listDeployments, setDeploymentStatus } from '@aimline/lti';
import { cast } from '@aimline/demo/cast';
import { gradeThree } from '@aimline/demo/courses';
import { launchAs } from '@aimline/demo/launchAs';
import { type PracticeLms, startPracticeLms } from '@aimline/demo/practiceLms';
import type { CourseLink, DeepLinkingForm } from '@aimline/plugin-interventions-common/deepLinking';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openInstallPage } from '../support/openInstallPage';
import { startTestTool, type TestTool } from '../support/startTestTool';

let tool: TestTool;
let lms: PracticeLms;
let clientId: string;
beforeAll(async () => {
  tool = await startTestTool();
  lms = await startPracticeLms({ port: 0, toolOrigin: tool.origin });
  clientId = await registerByLink();
});
afterAll(async () => {
  await lms.close();
  await tool.close();
  expect(tool.complaints).toEqual([]);
});

const OVERVIEW: CourseLink = { target: '/interventions/0199a000-0000-7000-8000-00000000000a', title: 'Reading' };

test('Vivian places a link, and it opens its page', async () => {
  expect(await place(cast.vivian, [OVERVIEW, { target: '/', title: 'Today' }])).toContain('added=2#links');
  const [reading, today] = await linksOfCourse();
  const opened = async (link: string) => {
    const session = await launchAs({ lms, person: cast.hannah, course: gradeThree, tool: clientId, purpose: { link } });
    return [session.target, session.deepLinking];
  };
  expect(await opened(reading!)).toEqual([OVERVIEW.target, null]);
  expect(await opened(today!)).toEqual(['/', null]);
});

test('Hannah, who teaches, cancels and places nothing', async () => {
  expect(await place(cast.hannah, [])).toContain('added=0#links');
  expect(await linksOfCourse()).toHaveLength(2);
});

test('Denise, a mother, cannot open the page where links are chosen', async () => {
  const refused = launchAs({
    ...{ lms, person: cast.denise, course: gradeThree, tool: clientId },
    purpose: { add: 'content' },
  });
  await expect(refused).rejects.toThrow('Only the teachers of a course can add content to it.');
});

/** Chooses links and returns to the LMS; returns its last page. */
async function place(person: typeof cast.vivian, items: readonly CourseLink[]): Promise<string> {
  const session = await launchAs({ lms, person, course: gradeThree, tool: clientId, purpose: { add: 'content' } });
  expect(session).toMatchObject({ target: '/deep-link', deepLinking: { acceptMultiple: true, title: null } });
  const answered = await fetch(`${tool.origin}/lti/deep-linking-response`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${session.token}` },
    body: JSON.stringify({ items }),
  });
  const { returnUrl, jwt } = (await answered.json()) as DeepLinkingForm;
  return (await fetch(returnUrl, { method: 'POST', body: new URLSearchParams({ JWT: jwt }) })).text();
}

async function linksOfCourse(): Promise<string[]> {
  const page = await (await fetch(`${lms.origin}/?course=${gradeThree.key}`)).text();
  return [...page.matchAll(/name="link" value="([^"]+)"/g)].map(([, id]) => id!);
}

async function registerByLink(): Promise<string> {
  const registration = await (await openInstallPage(tool, 'Maple Creek')).registrationLink();
  await fetch(`${lms.origin}/tools/registration?link=${encodeURIComponent(registration)}`);
  const deployment = (await listDeployments(tool.db.owner)).find(({ tenantName }) => tenantName === 'Maple Creek')!;
  await setDeploymentStatus(tool.db.owner, { deploymentId: deployment.deploymentId }, 'active');
  return deployment.clientId;
}
