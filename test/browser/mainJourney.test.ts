/**
 * The main job in a real browser: from a course of the learning platform, through a cross-site frame with third-party
 * cookies blocked, to an intervention with sessions, students, attendance, a note and a dashboard.
 */
import { closedDays } from '@aimline/demo/schoolYear';
import { localDateAt } from '@aimline/plugin-interventions-common/expandMeetingTimes';
import { WEEKDAYS } from '@aimline/plugin-interventions-common/interventions';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { FrameLocator, Page } from 'playwright-core';
import { complaintsOf } from './complaintsOf';
import { expectAccessible } from './expectAccessible';
import { expectNothingCutOff } from './expectNothingCutOff';
import { type Practice, startPractice } from './startPractice';

jest.setTimeout(120_000);

let practice: Practice;
let page: Page;
let aimline: FrameLocator;
let complaints: string[];
const cookiesSent: string[] = [];

beforeAll(async () => {
  practice = await startPractice();
  const context = await practice.browser.newContext({
    viewport: { width: 1280, height: 900 },
    timezoneId: 'Asia/Tokyo',
  });
  // A third-party cookie of the tool, as if the user had opened it in its own tab before.
  const { hostname } = new URL(practice.origin);
  await context.addCookies([
    { name: 'third_party', value: '1', domain: hostname, path: '/', secure: true, sameSite: 'None' },
  ]);
  page = await context.newPage();
  page.setDefaultTimeout(30_000);
  complaints = complaintsOf(page);
  page.on('request', (request) => {
    if (request.url().startsWith(practice.origin)) {
      void request.allHeaders().then(({ cookie }) => cookie && cookiesSent.push(cookie));
    }
  });
});

afterAll(() => practice?.close());

/** The latest school day: attendance of a session on it can be recorded on any day on which the test runs. */
const today = localDateAt(new Date(), 'America/Chicago');
const closed = new Set(closedDays(new Date()).map(({ date }) => date));
const openDay = Array.from({ length: 30 }, (_, i) => dayBefore(today, i)).find((day) => !closed.has(day))!;
const weekday = WEEKDAYS[(new Date(openDay).getUTCDay() + 6) % 7]!;
const lastDay = dayBefore(openDay, -20);
const SESSION_LINK = 'main a[href*="/sessions/"]';

test('Vivian launches from her course, although third-party cookies are blocked', async () => {
  await page.goto(practice.lms.origin);
  await page.getByRole('link', { name: /Grade 3, Ms\. Brooks/ }).click();
  await page.getByRole('radio', { name: /Vivian Okafor/ }).check();
  await page.getByRole('button', { name: 'Launch' }).click();
  aimline = page.frameLocator('iframe');
  await aimline.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
  const frame = page.frames().find((each) => each !== page.mainFrame())!;
  expect(new URL(frame.url()).origin).toBe(practice.origin);
  expect(new URL(page.url()).hostname).not.toBe(new URL(frame.url()).hostname);
  // the one-time code is removed from the URL and the history
  expect(frame.url()).not.toContain('code=');
  // the browser sent no third-party cookie, but did send those of the launch, because they are partitioned
  expect(cookiesSent.length).toBeGreaterThan(0);
  expect(cookiesSent.join(';')).not.toContain('third_party');
  await expectAccessible(page);
});

test('US1.3 an empty form shows an error at each missing field and creates no intervention', async () => {
  await aimline.getByRole('link', { name: 'Interventions', exact: true }).click();
  await aimline.getByRole('link', { name: 'New intervention' }).click();
  await aimline.getByRole('button', { name: 'Create intervention' }).click();
  for (const label of ['Title', 'Objective', 'Meant for', 'Domain']) {
    expect(await aimline.getByLabel(label, { exact: true }).getAttribute('aria-invalid')).toBe('true');
  }
  await expectAccessible(page);
});

test('US1.1 she creates an intervention and sees its sessions', async () => {
  const fill = (label: string, value: string) => aimline.getByLabel(label, { exact: true }).fill(value);
  const select = (label: string, value: string) =>
    aimline.getByLabel(label, { exact: true }).selectOption({ label: value });
  await fill('Title', 'Evening readers');
  await fill('Objective', 'Read aloud for ten minutes without help.');
  await fill('Meant for', 'Third graders who asked for it');
  await select('Domain', 'Reading');
  await select('Owner', 'Vivian Okafor');
  await select('Facilitator', 'Vivian Okafor');
  await select('School', 'Juniper Elementary');
  await select('Room', 'Room 9');
  await fill('First day', openDay);
  await fill('Last day', lastDay);
  await aimline.getByLabel('Day', { exact: true }).selectOption(weekday);
  await fill('From', '19:00');
  await fill('To', '19:30');
  await aimline.getByRole('button', { name: 'Create intervention' }).click();
  await aimline.getByRole('heading', { level: 1, name: 'Evening readers' }).waitFor();
  await aimline.getByRole('link', { name: 'Sessions' }).click();
  const expected = [0, 7, 14].map((days) => dayBefore(openDay, -days)).filter((day) => !closed.has(day));
  const sessions = aimline.locator(SESSION_LINK);
  await sessions.nth(expected.length - 1).waitFor();
  expect(await sessions.count()).toBe(expected.length);
  await aimline
    .getByText(/7:00 – 7:30 PM/)
    .first()
    .waitFor();
});

test('US2.2 a second group at the same time is refused, and she reads which session conflicts', async () => {
  await aimline.getByRole('link', { name: 'Interventions', exact: true }).click();
  await aimline.getByRole('link', { name: 'New intervention' }).click();
  const fill = (label: string, value: string) => aimline.getByLabel(label, { exact: true }).fill(value);
  const select = (label: string, value: string) =>
    aimline.getByLabel(label, { exact: true }).selectOption({ label: value });
  await fill('Title', 'Another group');
  await fill('Objective', 'Something else.');
  await fill('Meant for', 'Others');
  await select('Domain', 'Math');
  await select('Owner', 'Vivian Okafor');
  await select('Facilitator', 'Vivian Okafor');
  await select('School', 'Juniper Elementary');
  await fill('First day', openDay);
  await fill('Last day', openDay);
  await aimline.getByLabel('Day', { exact: true }).selectOption(weekday);
  await fill('From', '19:15');
  await fill('To', '19:45');
  await aimline.getByRole('button', { name: 'Create intervention' }).click();
  const conflict = aimline.getByText(/Vivian Okafor.*Evening readers/);
  await conflict.waitFor();
  expect(await conflict.textContent()).toContain('7:00');
  await expectAccessible(page);
});

test('US1.2 she enrolls two students of the course', async () => {
  await aimline.getByRole('link', { name: 'Interventions', exact: true }).click();
  await aimline.getByRole('link', { name: 'Evening readers' }).click();
  await aimline.getByRole('link', { name: /^Students/ }).click();
  await aimline.getByRole('button', { name: 'Enroll students' }).first().click();
  const dialog = aimline.getByRole('dialog', { name: 'Enroll students' });
  for (const name of ['Thompson, Maya', 'Morales, Diego']) await dialog.getByRole('checkbox', { name }).check();
  await dialog.getByLabel('First day').fill(openDay);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Enroll 2 students' }).click();
  await dialog.waitFor({ state: 'detached' });
  for (const name of ['Maya Thompson', 'Diego Morales']) await aimline.getByRole('link', { name }).waitFor();
});

test('US2.1 she marks all students present with one click, undoes it, and corrects one', async () => {
  await aimline.getByRole('link', { name: 'Sessions' }).click();
  await aimline.getByRole('link', { name: new RegExp(`\\b${monthAndDay(openDay)}\\b`) }).click();
  await aimline.getByRole('button', { name: 'All present' }).click();
  const saved = aimline.getByText('All changes saved');
  await saved.waitFor();
  const maya = aimline.getByRole('radiogroup', { name: 'Maya Thompson' });
  const diego = aimline.getByRole('radiogroup', { name: 'Diego Morales' });
  expect(await maya.getByRole('radio', { name: 'Present' }).isChecked()).toBe(true);
  await aimline.getByRole('button', { name: 'Undo' }).click();
  await aimline.getByRole('button', { name: 'All present' }).waitFor();
  expect(await maya.getByRole('radio', { checked: true }).count()).toBe(0);
  await aimline.getByRole('button', { name: 'All present' }).click();
  await diego.getByRole('radio', { name: 'Tardy' }).check();
  await aimline.getByLabel('Reason').selectOption('transportation');
  await saved.waitFor();
  await expectAccessible(page);
});

test('US2.3 she writes a note with a rating', async () => {
  await aimline.getByRole('link', { name: 'Write a note' }).click();
  await aimline.getByLabel('Student', { exact: true }).selectOption({ label: 'Maya Thompson' });
  await aimline
    .getByRole('group', { name: /^Rating/ })
    .getByRole('radio', { name: /Mostly/ })
    .check();
  await aimline.getByLabel('Note', { exact: true }).fill('Read two pages without a stop.');
  await aimline.getByRole('button', { name: 'Save note' }).click();
  await aimline.getByText('Read two pages without a stop.').waitFor();
  await expectAccessible(page);
});

test('US3.3 the dashboard shows the attendance and the rating just recorded', async () => {
  await aimline.getByRole('link', { name: 'Overview' }).click();
  await aimline.getByText('2 of 2 marks').waitFor();
  const maya = aimline.getByRole('row', { name: /Maya Thompson/ });
  expect(await maya.textContent()).toContain('100%');
  expect(await maya.textContent()).toMatch(/too early to tell/i);
  await expectAccessible(page);
});

test.each([1280, 768, 320])('no content is cut off at a width of %i pixels', async (width) => {
  await page.setViewportSize({ width, height: 900 });
  await expectNothingCutOff(page);
});

test('after a reload of the frame, which loses the session, the page explains how to reopen Aimline', async () => {
  const frame = page.frames().find((each) => each !== page.mainFrame())!;
  await frame.evaluate(() => location.reload());
  await aimline.getByText('Open Aimline again from your course.').waitFor();
  await expectAccessible(page);
});

test('there was no script error and no violation of the content security policy', () => {
  expect(complaints).toEqual([]);
});

/** `Nov 23` */
function monthAndDay(day: string): string {
  return new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', timeZone: 'UTC' }).format(new Date(day));
}

/** The day `days` earlier, or later if negative. */
function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);
}
