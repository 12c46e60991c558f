import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import { until } from '../../../../test/support/until';
import { startTestTool, type TestTool } from '../../../../test/support/startTestTool';
import type { MembersBehaviour } from '../../../../test/support/serveMembers';
import { CONTEXT, MEMBERSHIPS } from '../../../../test/support/vocabulary';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let tool: TestTool;
/** A course that no other test uses. */
let course: string;
beforeAll(async () => {
  tool = await startTestTool();
  // The first launch loads ltijs and makes the tool key.
  await tool.launch();
});
afterAll(() => tool.close());
beforeEach(() => {
  tool.platform.reset();
  for (const list of [tool.complaints, tool.platform.membersRequests]) list.length = 0;
  course = expect.getState().currentTestName ?? '';
});

/** Launches from the course, a minute after the previous sync, and waits for its members. */
async function read(behaviour: Partial<MembersBehaviour>): Promise<string[]> {
  Object.assign(tool.platform.behaviour, behaviour);
  tool.clock.aheadMs += MINUTE_MS + 1_000;
  const launchedAt = new Date(Date.now() + tool.clock.aheadMs);
  expect((await tool.launchIn(course)).status).toBe(303);
  await tool.rosterRead(course, launchedAt);
  return tool.studentsOf(course);
}

const requests = () => tool.platform.membersRequests.map(({ path, ifNoneMatch }) => [path, ifNoneMatch ?? 'anything']);
const member = (userId: string, role = 'Learner', rest: object = {}) => ({
  user_id: userId,
  roles: [`${CONTEXT}#${role}`],
  given_name: userId,
  family_name: 'Example',
  ...rest,
});
const notRead = (reason: string) => [`The members of a course could not be synced: Error: ${reason}`];

test('all pages are read; inactive, unreadable and other members are left out', async () => {
  const students = await read({
    memberPages: [
      [member('hannah', 'Instructor'), member('maya'), member('gone', 'Learner', { status: 'Inactive' })],
      [member('diego'), { user_id: 7 }, 'no member', null, member('denise', 'Mentor'), member('maya')],
    ],
  });
  expect(students).toEqual(['diego', 'maya']);
  expect(tool.complaints).toEqual([]);
});

test('a launch is answered before the platform lists any member', async () => {
  tool.platform.behaviour.delayMs = 1_000;
  tool.platform.behaviour.memberPages = [[member('maya')]];
  const startedMs = performance.now();
  expect((await tool.launchIn(course)).status).toBe(303);
  expect(performance.now() - startedMs).toBeLessThan(900);
  expect(await tool.studentsOf(course)).toEqual([]);
  await tool.rosterRead(course);
  expect(await tool.studentsOf(course)).toEqual(['maya']);
});

test('an unchanged list is not sent again', async () => {
  const behaviour = { etag: '"one"', memberPages: [[member('maya'), member('diego')]] };
  await read(behaviour);
  const before = await audited();
  expect(await read({})).toEqual(['diego', 'maya']);
  expect(await audited()).toBe(before);
  expect(await read({ etag: '"two"', memberPages: [[member('maya')]] })).toEqual(['maya']);
  expect(requests()).toEqual([
    ['/members', 'anything'],
    ['/members', '"one"'],
    ['/members', '"one"'],
  ]);
});

test('the ETag of the first of several pages is not used', async () => {
  await read({ etag: '"one"', memberPages: [[member('maya')], [member('diego')]] });
  await read({ memberPages: [[member('maya')], [member('noor')]] });
  expect(await tool.studentsOf(course)).toEqual(['maya', 'noor']);
  expect(requests().map(([, etag]) => etag)).toEqual(Array(4).fill('anything'));
});

test('only changes are fetched where the platform offers them, and all members once a day', async () => {
  await read({ memberPages: [[member('maya')], [member('diego'), member('noor')]], differences: [] });
  const changes = [
    member('jonah'),
    member('diego', 'Learner', { status: 'Inactive' }),
    { user_id: 'noor', status: 'Deleted' },
  ];
  expect(await read({ differences: changes })).toEqual(['jonah', 'maya']);
  tool.clock.aheadMs += 24 * HOUR_MS;
  expect(await read({ differences: [] })).toEqual(['diego', 'maya', 'noor']);
  expect(requests().map(([path]) => path)).toEqual([
    '/members',
    '/members?page=1',
    '/members?since=1',
    '/members',
    '/members?page=1',
  ]);
});

test('all members are read when the changes cannot be fetched', async () => {
  await read({ memberPages: [[member('maya'), member('diego')]], differences: [] });
  expect(await read({ memberPages: [[member('maya')]], differences: 410 })).toEqual(['maya']);
  expect(requests().map(([path]) => path)).toEqual(['/members', '/members?since=1', '/members']);
  expect(tool.complaints).toEqual([]);
});

test('changes are not fetched from another host', async () => {
  const differencesLink = 'http://elsewhere.invalid/members';
  await read({ memberPages: [[member('maya')]], differences: [], differencesLink });
  expect(await read({ memberPages: [[member('diego')]] })).toEqual(['diego']);
});

test('after an interrupted sync, all members are read', async () => {
  await read({ etag: '"one"', memberPages: [[member('maya')]], differences: [] });
  expect(await read({ differences: 500, fate: 'cut short', memberPages: [[member('diego')]] })).toEqual(['maya']);
  delete tool.platform.behaviour.fate;
  expect(await read({ etag: '"one"', memberPages: [[member('maya')]] })).toEqual(['maya']);
  expect(requests().at(-1)).toEqual(['/members', 'anything']);
});

test.each([
  ['cut short', 'aborted'],
  ['not JSON', 'A page of the list of members cannot be read: it is not complete JSON.'],
  ['no members', 'A page of the list of members cannot be read: it has no list of members.'],
  ['endless member', 'A page of the list of members cannot be read: a member is too large.'],
] as const)('a list whose last page is of this kind removes no member: %s', async (fate, reason) => {
  await read({ memberPages: [[member('maya'), member('diego')]] });
  const students = await read({ memberPages: [[member('maya')], [member('noor')]], fate });
  expect(students).toEqual(expect.arrayContaining(['diego', 'maya']));
  expect(tool.complaints).toEqual(notRead(reason));
});

test('a list that links to another host, or back to itself, removes no member', async () => {
  await read({ memberPages: [[member('maya')]] });
  expect(await read({ memberPages: [[]], linkAfterLastPage: 'http://elsewhere.invalid/members' })).toEqual(['maya']);
  expect(await read({ linkAfterLastPage: `${tool.platform.issuer}/members` })).toEqual(['maya']);
  expect(tool.complaints).toEqual([
    ...notRead('The next page of the list of members is on another host.'),
    ...notRead('The list of members links back to a page that was already read.'),
  ]);
});

test('a refused token is replaced once, and the new one is cached', async () => {
  await read({ memberPages: [[member('maya')]] });
  const { authorization: cached = '' } = tool.platform.membersRequests.at(-1)!;
  const before = tool.platform.tokenScopes.length;
  expect(await read({ memberPages: [[member('diego')]], refusedTokens: [cached] })).toEqual(['diego']);
  expect(await read({ memberPages: [[member('noor')]] })).toEqual(['noor']);
  expect(tool.platform.tokenScopes.slice(before)).toEqual([
    'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly',
  ]);
});

test('no request is sent to a service at an address that is not public', async () => {
  const url = 'https://169.254.169.254/members';
  await tool.launchIn(course, {
    [MEMBERSHIPS]: { context_memberships_url: url },
  });
  await tool.rosterRead(course);
  expect(tool.complaints).toEqual([
    'The members of a course could not be synced: AddressRefusedError: The host "169.254.169.254" is not on the public internet.',
  ]);
});

test('thirty concurrent launches of one class sync its members once', async () => {
  tool.platform.behaviour.memberPages = [[member('maya')]];
  const launched = await Promise.all(Array.from({ length: 30 }, () => tool.launchIn(course)));
  expect(launched.map(({ status }) => status)).toEqual(Array(30).fill(303));
  await tool.rosterRead(course);
  await tool.launchIn(course);
  expect(requests()).toEqual([['/members', 'anything']]);
});

test('stopping the service does not wait for a platform, and the sync counts as failed', async () => {
  const stopping = await startTestTool();
  stopping.platform.behaviour.memberPages = [[member('maya')]];
  stopping.platform.behaviour.fate = 'falls silent';
  await stopping.launchIn(course);
  while (stopping.platform.membersRequests.length === 0) await setTimeout(10);
  const startedMs = performance.now();
  await stopping.stopReading();
  expect(performance.now() - startedMs).toBeLessThan(2_000);
  expect(stopping.complaints).toEqual(notRead('Aimline is stopping.'));
  const { rows } = await stopping.db.admin.query(
    'select sync_id, failed_at is not null as failed from aimline.course_roster',
  );
  expect(rows).toEqual([{ sync_id: null, failed: true }]);
  await stopping.close();
});

test('a stalled sync is restarted by another process, and its own writes are refused', async () => {
  const killed = await startTestTool();
  Object.assign(killed.platform.behaviour, { memberPages: [[member('maya')]], fate: 'falls silent' });
  await killed.launchIn(course);
  while (killed.platform.membersRequests.length === 0) await setTimeout(10);
  delete killed.platform.behaviour.fate;
  // ends the heartbeat, so that the process of the sync cannot renew the lease
  await killed.db.admin.query(
    `update jobs.job set heartbeat_seconds = 0 where name = 'lti.roster' and state = 'active'`,
  );
  // the first process may record its failure before the other one begins
  await until(async () => killed.platform.membersRequests.length === 2);
  await killed.rosterRead(course);
  expect(await killed.studentsOf(course)).toEqual(['maya']);
  expect(killed.platform.membersRequests).toHaveLength(2);
  await killed.close();
});

async function audited(): Promise<number> {
  const { rows } = await tool.db.admin.query(
    `select count(*)::int as n from aimline.audit_record where action = 'lti.roster'`,
  );
  return rows[0].n;
}
