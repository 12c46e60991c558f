/** The members of a course follow the changes in the practice LMS, launch by launch. */
import { cast } from '@aimline/demo/cast';
import { gradeThree, studentsOf } from '@aimline/demo/courses';
import { launchAs } from '@aimline/demo/launchAs';
import { type PracticeLms, startPracticeLms } from '@aimline/demo/practiceLms';
import { registerPracticeLms } from '@aimline/demo/registerPracticeLms';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestTool, type TestTool } from '../support/startTestTool';

let tool: TestTool;
let lms: PracticeLms;
beforeAll(async () => {
  tool = await startTestTool();
  // One clock for both: a platform refuses token requests from its future.
  const now = () => new Date(Date.now() + tool.clock.aheadMs);
  lms = await startPracticeLms({ port: 0, toolOrigin: tool.origin, now });
  await registerPracticeLms(tool.db.ownerConnection, lms);
});
afterAll(async () => {
  await lms.close();
  await tool.close();
});

/** The students after a launch, a minute later than the one before. */
async function studentsAfterLaunch(): Promise<string[]> {
  tool.clock.aheadMs += 61_000;
  const since = new Date(Date.now() + tool.clock.aheadMs);
  await launchAs({ lms, person: cast.hannah, course: gradeThree });
  await tool.rosterRead(gradeThree.title, since);
  return tool.studentsOf(gradeThree.title);
}

const idsOf = (people: readonly { userId: string }[]) => people.map(({ userId }) => userId).toSorted();

async function differencesUrl(): Promise<string> {
  const { rows } = await tool.db.admin.query('select differences_url from aimline.lti_course');
  return rows[0].differences_url;
}

test('all pages of a new course are read, later only the changes', async () => {
  const students = studentsOf(gradeThree);
  expect(await studentsAfterLaunch()).toEqual(idsOf(students));
  expect(await differencesUrl()).toMatch(/\/courses\/grade-3\/memberships\?since=\w+-0$/);

  lms.changeMember(gradeThree, cast.maya, 'Inactive');
  lms.changeMember(gradeThree, cast.diego, 'Deleted');
  lms.changeMember(gradeThree, cast.wren, 'Active');
  const changed = [...students.filter((student) => student !== cast.maya && student !== cast.diego), cast.wren];
  expect(await studentsAfterLaunch()).toEqual(idsOf(changed));
  expect(await differencesUrl()).toMatch(/\?since=\w+-3$/);
  expect(tool.complaints).toEqual([]);
});

test('when a platform has no record of the changes, all members are read', async () => {
  await tool.db.owner.raw('alter table aimline.lti_course no force row level security');
  await tool.db.owner.raw(
    `update aimline.lti_course set differences_url = replace(differences_url, 'since=', 'since=0')`,
  );
  lms.changeMember(gradeThree, cast.maya, 'Active');
  expect(await studentsAfterLaunch()).toContain(cast.maya.userId);
  expect(await differencesUrl()).toMatch(/\?since=\w+-4$/);
});
