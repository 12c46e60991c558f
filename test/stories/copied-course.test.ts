/** A course is copied in the LMS, and the teacher of the copy is offered the links of its origin. */
import { cast } from '@aimline/demo/cast';
import { type Course, gradeThree } from '@aimline/demo/courses';
import { launchAs } from '@aimline/demo/launchAs';
import { type PracticeLms, startPracticeLms } from '@aimline/demo/practiceLms';
import { registerPracticeLms } from '@aimline/demo/registerPracticeLms';
import { createClient, type ResultFor } from '@aimline/plugin-interventions-common/client';
import type { CourseLink, DeepLinkingForm } from '@aimline/plugin-interventions-common/deepLinking';
import { deepLinkingEndpoints } from '@aimline/plugin-interventions-common/deepLinkingEndpoints';
import type { LaunchSession } from '@aimline/plugin-interventions-common/launchSession';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import { startTestTool, type TestTool } from '../support/startTestTool';

const TODAY: CourseLink = { target: '/', title: 'Our day' };
const INTERVENTIONS: CourseLink = { target: '/interventions', title: 'Interventions' };

type NamedCourse = Pick<Course, 'key' | 'title'>;

let tool: TestTool;
let lms: PracticeLms;
/** The copies, by their generation. */
const copies: NamedCourse[] = [];
beforeAll(async () => {
  tool = await startTestTool();
  lms = await startPracticeLms({ port: 0, toolOrigin: tool.origin });
  await registerPracticeLms(tool.db.ownerConnection, lms);
});
afterAll(async () => {
  await lms.close();
  expect(tool.complaints).toEqual([]);
  await tool.close();
});

test('Vivian places two links in Grade 3, and her launch subscribes to notices of the LMS', async () => {
  await place(gradeThree, [TODAY, INTERVENTIONS]);
  for (const deadline = Date.now() + 10_000; (await registered()) === 0; await setTimeout(20)) {
    if (Date.now() > deadline) throw new Error('Aimline did not register for notices of the LMS.');
  }
  expect(await registered()).toBe(1);
});

test('the course itself is offered nothing', async () => {
  expect(await offered(gradeThree)).toBeNull();
});

test('its copy is offered both, until they are placed there', async () => {
  copies.push(await copyOf(gradeThree));
  expect(await offered(copies[0]!)).toEqual({
    origin: { title: 'Grade 3, Ms. Brooks' },
    links: [
      { ...TODAY, endedOn: null },
      { ...INTERVENTIONS, endedOn: null },
    ],
  });
});

test('a copy of an empty copy is offered the links of the first course', async () => {
  copies.push(await copyOf(copies[0]!));
  expect((await offered(copies[1]!))?.origin).toEqual({ title: 'Grade 3, Ms. Brooks' });
});

test('links placed in the copy come first', async () => {
  await place(copies[0]!, [TODAY]);
  expect((await offered(copies[0]!))?.links).toEqual([{ ...INTERVENTIONS, endedOn: null }]);
  expect(await offered(copies[1]!)).toEqual({
    origin: { title: 'Grade 3, Ms. Brooks (copy)' },
    links: [{ ...TODAY, endedOn: null }],
  });
});

/** A launch that asks for links, as Vivian. */
function choosing(course: NamedCourse): Promise<LaunchSession> {
  return launchAs({ lms, person: cast.vivian, course, purpose: { add: 'content' } });
}

async function offered(course: NamedCourse): Promise<ResultFor<'course_link.offer'>> {
  const { token } = await choosing(course);
  return createClient({ endpoints: deepLinkingEndpoints, origin: tool.origin, token: () => token })(
    'course_link.offer',
  );
}

async function place(course: NamedCourse, items: readonly CourseLink[]): Promise<void> {
  const { token } = await choosing(course);
  const answered = await fetch(`${tool.origin}/lti/deep-linking-response`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ items }),
  });
  const { returnUrl, jwt } = (await answered.json()) as DeepLinkingForm;
  const received = await fetch(returnUrl, { method: 'POST', body: new URLSearchParams({ JWT: jwt }) });
  expect(received.status).toBe(200);
}

/** Presses “Copy this course” as Vivian. */
async function copyOf(course: NamedCourse): Promise<NamedCourse> {
  const body = new URLSearchParams({ course: course.key, person: cast.vivian.key });
  const response = await fetch(`${lms.origin}/copies`, { method: 'POST', body });
  expect(await response.text()).toContain('The course was copied, and Aimline was notified.');
  return { key: new URL(response.url).searchParams.get('course')!, title: `${course.title} (copy)` };
}

async function registered(): Promise<number> {
  const { rows } = await tool.db.admin.query(
    'select count(*)::int as handlers from directory.lti_notice_handler where registered_at is not null',
  );
  return rows[0].handlers;
}
