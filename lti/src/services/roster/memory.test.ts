import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { table } from '../../../../test/performance/timings';
import { heldBytes } from '../../../../test/support/heldBytes';
import { startTestTool, type TestTool } from '../../../../test/support/startTestTool';
import { CONTEXT, INSTITUTION } from '../../../../test/support/vocabulary';

const MEMBERS = 30_000;
/** One page of 30,000 is 12 MB of JSON; parsed as a whole, as in an earlier version, it took 43 MB. */
const MAX_GROWTH_MB = 12;
/** A garbage collection stops everything for a while. */
const SAMPLE_INTERVAL_MS = 1_000;

jest.setTimeout(180_000);

let tool: TestTool;
const rows = [['members', 'a page', 'first reading', 'memory', 'second reading', 'memory']];
beforeAll(async () => {
  tool = await startTestTool();
  tool.platform.behaviour.memberPages = [[memberOf(0)]];
  await tool.launchIn('Warm up');
  await tool.rosterRead('Warm up');
});
afterAll(async () => {
  await tool.close();
  process.stdout.write(table(rows));
});

test.each([MEMBERS, 100])(
  `${MEMBERS} members in pages of %d take little memory and delay no request`,
  async (perPage) => {
    const course = `In pages of ${perPage}`;
    tool.platform.behaviour.memberPages = Array.from({ length: MEMBERS / perPage }, (_, page) =>
      membersFrom(page * perPage, perPage),
    );
    const first = await sync(course);
    const students = await tool.db.admin.query(
      `select count(*)::int as n
     from aimline.course_student
     join aimline.course using (tenant_id, course_id)
     where title = $1`,
      [course],
    );
    expect(students.rows).toEqual([{ n: MEMBERS }]);
    const audited = await countAudited();
    const second = await sync(course);
    expect(await countAudited()).toBe(audited);
    rows.push([String(MEMBERS), String(perPage), ...first.row, ...second.row]);
    expect(tool.complaints).toEqual([]);
    expect(Math.max(first.growthMb, second.growthMb)).toBeLessThan(MAX_GROWTH_MB);
  },
);

/** Syncs a course; measures the time it takes, and the maximum growth of held memory. */
async function sync(course: string) {
  tool.clock.aheadMs += 61_000;
  const since = new Date(Date.now() + tool.clock.aheadMs);
  const before = heldBytes();
  let max = before;
  const sampling = setInterval(() => (max = Math.max(max, heldBytes())), SAMPLE_INTERVAL_MS);
  const startedMs = performance.now();
  await tool.launchIn(course);
  await tool.rosterRead(course, since);
  clearInterval(sampling);
  const seconds = (performance.now() - startedMs) / 1000;
  const growthMb = (max - before) / 1e6;
  return { growthMb, row: [`${seconds.toFixed(1)} s`, `+${growthMb.toFixed(1)} MB`] };
}

async function countAudited(): Promise<number> {
  const { rows: counted } = await tool.db.admin.query(
    `select count(*)::int as n from aimline.audit_record where action = 'lti.roster'`,
  );
  return counted[0].n;
}

/** Members as an LMS sends them, generated at each iteration, so that they take no memory. */
function membersFrom(first: number, count: number): Iterable<object> {
  return {
    *[Symbol.iterator]() {
      for (let i = first; i < first + count; i += 1) yield memberOf(i);
    },
  };
}

function memberOf(index: number): object {
  const name = `Student ${index}`;
  return {
    user_id: `district-${String(index).padStart(8, '0')}`,
    status: 'Active',
    roles: [`${CONTEXT}#Learner`, `${INSTITUTION}#Student`],
    name: `${name} Example`,
    given_name: name,
    family_name: 'Example',
    email: `student.${index}@students.example.org`,
    picture: `https://lms.example.org/users/${index}/picture`,
    lis_person_sourcedid: `sis-${index}`,
  };
}
