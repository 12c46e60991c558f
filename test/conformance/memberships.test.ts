/**
 * Names and Role Provisioning Services 2.0: the cases of the LTI Advantage Conformance Certification Guide 1.3 (section
 * 6.3) by their names, and cases beyond it. Prints the expected and the actual answer of each case.
 */
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { startTestTool, type TestTool } from '../support/startTestTool';
import { CONTEXT, TEST_USER } from '../support/vocabulary';
import { answerOf } from './answerOf';
import { CaseReport } from './CaseReport';

const SCOPE = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';
const MEDIA_TYPE = 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json';

let tool: TestTool;
const report = new CaseReport();
beforeAll(async () => {
  tool = await startTestTool();
});
afterAll(async () => {
  await tool.close();
  report.print();
});
beforeEach(() => {
  tool.platform.reset();
  for (const list of [tool.complaints, tool.platform.membersRequests]) list.length = 0;
});

const member = (userId: string, rest: object = {}) => ({ user_id: userId, roles: [`${CONTEXT}#Learner`], ...rest });

/** The students of a course after a launch from it and the sync that it triggers. */
async function studentsAfterLaunch(course: string): Promise<string> {
  await tool.launchIn(course);
  await tool.rosterRead(course);
  return (await tool.studentsOf(course)).join(', ');
}

test('6.3 a launch with the claim leads to a request with all that the service requires', async () => {
  tool.platform.behaviour.memberPages = [[member('maya')]];
  const launched = await tool.launchIn('Certified');
  report.meet('6.3', 'Launch with NRPS claim', 'session: educator', await answerOf(tool, launched));
  await tool.rosterRead('Certified');
  const [request, ...others] = tool.platform.membersRequests;
  report.meet(
    '6.3',
    'NRPS request received',
    '/members, once',
    `${request?.path}, ${others.length === 0 ? 'once' : 'again'}`,
  );
  report.meet('6.3', 'Accept header', MEDIA_TYPE, String(request?.accept));
  report.meet('6.3', 'Bearer token', 'Bearer access-1', String(request?.authorization));
  report.meet('6.3', 'Scope of the token', SCOPE, tool.platform.tokenScopes.join(' '));
});

test('6.3 a launch without the claim leads to no request', async () => {
  const launched = await tool.launch();
  report.meet('6.3', 'Launch without NRPS claim', 'session: educator', await answerOf(tool, launched));
  report.meet('6.3', 'No NRPS request', '0 requests', `${tool.platform.membersRequests.length} requests`);
});

test('pages: all are read, none on another host or twice', async () => {
  tool.platform.behaviour.memberPages = [[member('maya')], [member('diego')], [member('noor')]];
  report.meet('pages', 'three pages', 'diego, maya, noor', await studentsAfterLaunch('Paged'));
  tool.platform.behaviour.memberPages = [[]];
  tool.platform.behaviour.linkAfterLastPage = 'http://elsewhere.invalid/members';
  report.meet('pages', 'next page on a foreign host', '', await studentsAfterLaunch('Foreign'));
  tool.platform.behaviour.linkAfterLastPage = `${tool.platform.issuer}/members`;
  report.meet('pages', 'next page is the first one', '', await studentsAfterLaunch('Loop'));
  expect(tool.complaints).toEqual([
    'The members of a course could not be synced: Error: The next page of the list of members is on another host.',
    'The members of a course could not be synced: Error: The list of members links back to a page that was already read.',
  ]);
});

test.each<[string, object[], string]>([
  ['inactive and deleted', [member('a', { status: 'Inactive' }), member('b', { status: 'Deleted' })], ''],
  ['without a status', [member('maya')], 'maya'],
  ['role by its short name', [{ user_id: 'maya', roles: ['Learner'] }], 'maya'],
  ['no names', [{ user_id: 'maya', roles: ['Learner'], status: 'Active' }], 'maya'],
  ['Instructor and Learner', [{ user_id: 'maya', roles: [`${CONTEXT}#Instructor`, `${CONTEXT}#Learner`] }], 'maya'],
  ['listed twice, in two roles', [member('maya'), member('maya', { roles: [`${CONTEXT}#Instructor`] })], 'maya'],
  ['TestUser', [member('a', { roles: [`${CONTEXT}#Learner`, TEST_USER] })], ''],
  ['user_id of 256 characters', [member('x'.repeat(256)), member('maya')], 'maya'],
  ['roles as text', [{ user_id: 'a', roles: 'Learner' }, member('maya')], 'maya'],
  ['no user_id', [{ roles: ['Learner'] }, member('maya')], 'maya'],
])('members: %s', async (name, members, expected) => {
  tool.platform.behaviour.memberPages = [members];
  report.meet('members', name, expected, await studentsAfterLaunch(name));
  expect(tool.complaints).toEqual([]);
});
