/**
 * A course author adds an intervention to a course in a real browser, in a cross-site frame with third-party cookies
 * blocked. Users who open the link see the intervention, or why they may not.
 */
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

beforeAll(async () => {
  practice = await startPractice();
  const context = await practice.browser.newContext({ viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
  page.setDefaultTimeout(30_000);
  aimline = page.frameLocator('iframe[name=tool]');
  complaints = complaintsOf(page);
});

afterAll(() => practice?.close());

test('Vivian adds content to her course, and Aimline shows the links to choose from', async () => {
  await openCourseAs('Vivian Okafor');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Add content' }).click();
  await aimline.getByRole('heading', { level: 1, name: 'Choose links for your course' }).waitFor();
  await aimline.getByRole('checkbox', { name: 'Structured phonics, grade 3' }).waitFor();
  expect(await aimline.getByRole('navigation').getByRole('link').allTextContents()).toEqual(['Add to the course']);
  await expectAccessible(page);
});

test('a choice survives a search, and an empty search result is stated', async () => {
  await aimline.getByRole('checkbox', { name: 'Structured phonics, grade 3' }).check();
  await aimline.getByRole('radio', { name: 'Sessions' }).check();
  await aimline.getByRole('searchbox', { name: 'Search by title' }).fill('nothing is called so');
  await aimline.getByText('No intervention matches').waitFor();
  expect(await aimline.getByLabel('Title in the course').inputValue()).toBe('Structured phonics, grade 3: sessions');
  await aimline.getByRole('button', { name: 'Show all' }).click();
  expect(await aimline.getByRole('radio', { name: 'Sessions' }).isChecked()).toBe(true);
  await expectAccessible(page);
});

test.each([1280, 768, 390, 320])('nothing is cut off at %i pixels', async (width) => {
  await page.setViewportSize({ width, height: 900 });
  await expectNothingCutOff(page);
});

test('the link she placed is in the course under her title, and opens the page she chose', async () => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await aimline.getByLabel('Title in the course').fill('When we read together');
  await aimline.getByRole('button', { name: 'Add to course' }).click();
  await page.getByText('One link was added.').waitFor();
  expect(await page.getByRole('radio', { name: 'Vivian Okafor' }).isChecked()).toBe(true);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'When we read together' }).click();
  await aimline.getByRole('heading', { level: 1, name: 'Structured phonics, grade 3' }).waitFor();
  expect(await aimline.getByRole('link', { name: 'Sessions' }).getAttribute('aria-current')).toBe('page');
  expect(pathOfFrame()).toMatch(/^\/app\/interventions\/[0-9a-f-]{36}\/sessions$/);
});

test('two links placed at once are in the order in which they were chosen', async () => {
  await openCourseAs('Vivian Okafor');
  await page.getByRole('button', { name: 'Add content' }).click();
  await aimline.getByRole('checkbox', { name: 'Phonemic awareness, grade 1' }).check();
  await aimline.getByRole('checkbox', { name: 'Today' }).check();
  await aimline.getByText('Chosen: Phonemic awareness, grade 1 and Today').waitFor();
  await aimline.getByRole('button', { name: 'Add to course' }).click();
  await page.getByText('2 links were added.').waitFor();
  const links = page.getByRole('region', { name: 'In this course' }).getByRole('listitem');
  expect(await links.allTextContents()).toEqual(['When we read together', 'Phonemic awareness, grade 1', 'Today']);
});

test.each([
  ['Denise Thompson', 'a mother', 'When we read together'],
  ['Hannah Brooks', 'a teacher without students in the group', 'Phonemic awareness, grade 1'],
])('%s, %s, reads that she has no access to the link', async (who, _what, link) => {
  await openCourseAs(who);
  await page.getByRole('button', { name: link }).click();
  await aimline.getByRole('heading', { level: 1, name: 'You do not have access to this page' }).waitFor();
  expect(await aimline.getByRole('main').textContent()).not.toMatch(/phonics|phonemic/i);
  await expectAccessible(page);
});

test('a mother cannot add content', async () => {
  await openCourseAs('Denise Thompson');
  expect(await page.getByRole('button', { name: 'Add content' }).isVisible()).toBe(false);
});

test('Hannah cancels, and is back in her course with nothing added', async () => {
  await openCourseAs('Hannah Brooks');
  await page.getByRole('button', { name: 'Add content' }).click();
  await aimline.getByRole('checkbox', { name: 'Today' }).check();
  await aimline.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('heading', { level: 1, name: 'Grade 3, Ms. Brooks' }).waitFor();
  expect(await page.getByRole('radio', { name: 'Hannah Brooks' }).isChecked()).toBe(true);
  expect(await page.getByRole('region', { name: 'In this course' }).getByRole('listitem').count()).toBe(3);
});

test('Vivian copies the course, and the copy is offered the links of the original, all of them chosen', async () => {
  await openCourseAs('Vivian Okafor');
  await page.getByRole('button', { name: 'Copy this course' }).click();
  await page.getByRole('heading', { level: 1, name: 'Grade 3, Ms. Brooks (copy)' }).waitFor();
  await page.getByText('The course was copied, and Aimline was notified.').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Add content' }).click();
  await aimline
    .getByRole('heading', { level: 2, name: 'From “Grade 3, Ms. Brooks”, which this course was copied from' })
    .waitFor();
  const offered = aimline.getByRole('list', { name: 'Links of the original course' });
  expect(await offered.getByRole('checkbox').count()).toBe(3);
  expect(await offered.getByRole('checkbox', { checked: true }).count()).toBe(3);
  await aimline.getByText('Chosen: When we read together, Phonemic awareness, grade 1, and Today').waitFor();
  await expectAccessible(page);
});

test.each([1280, 390])('nothing of the offered links is cut off at %i pixels', async (width) => {
  await page.setViewportSize({ width, height: 900 });
  await expectNothingCutOff(page);
});

test('links that she unticks are left out, and the others are placed in the copy', async () => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await aimline.getByRole('checkbox', { name: 'Phonemic awareness, grade 1' }).first().uncheck();
  await aimline.getByRole('button', { name: 'Add to course' }).click();
  await page.getByText('2 links were added.').waitFor();
  const links = page.getByRole('region', { name: 'In this course' }).getByRole('listitem');
  expect(await links.allTextContents()).toEqual(['When we read together', 'Today']);
});

test('there was no script error, and no violation of the content security policy', () => {
  expect(complaints).toEqual([]);
});

async function openCourseAs(name: string): Promise<void> {
  await page.goto(`${practice.lms.origin}/?course=grade-3`);
  await page.getByRole('radio', { name }).check();
}

function pathOfFrame(): string {
  const frame = page.frames().find((each) => each !== page.mainFrame())!;
  return new URL(frame.url()).pathname;
}
