/** A coordinator reads, filters and exports the audit trail in a real browser. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import { complaintsOf } from './complaintsOf';
import { expectAccessible } from './expectAccessible';
import { expectNothingCutOff } from './expectNothingCutOff';
import { type Practice, startPractice } from './startPractice';

jest.setTimeout(120_000);

/** The folder for pictures of the page; without it, none are taken. */
const PICTURES = process.env.AIMLINE_PICTURES;

let practice: Practice;
let page: Page;
let aimline: FrameLocator;
let complaints: string[];

beforeAll(async () => {
  practice = await startPractice();
  page = await (await practice.browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  page.setDefaultTimeout(30_000);
  aimline = page.frameLocator('iframe[name=tool]');
  complaints = complaintsOf(page);
});

afterAll(() => practice?.close());

test('Sofia opens the audit trail, and reads how many records are sealed', async () => {
  await page.goto(`${practice.lms.origin}/?course=grade-3`);
  await page.getByRole('radio', { name: 'Sofia Marchetti' }).check();
  await page.getByRole('button', { name: 'Launch' }).click();
  await aimline.getByRole('link', { name: 'Audit' }).click();
  await aimline.getByRole('heading', { level: 1, name: 'Audit' }).waitFor();
  await entries().nth(49).waitFor();
  expect(await entries().count()).toBe(50);
  await aimline.getByText(/records are sealed; the newest seal is number \d+/).waitFor();
  await expectAccessible(page);
});

test('the next page follows the first', async () => {
  await aimline.getByRole('button', { name: 'Show more' }).click();
  await entries().nth(99).waitFor();
  expect(await entries().count()).toBe(100);
});

test('she filters it by records of attendance, and opens what changed', async () => {
  await aimline.getByLabel('Kind of record').selectOption({ label: 'Attendance' });
  await entries().first().getByText('recorded attendance').waitFor();
  await entries().first().locator('summary').first().click();
  const changes = aimline.getByRole('table', { name: 'What changed' });
  await changes.getByRole('row', { name: /Status/ }).waitFor();
  await expectAccessible(page);
});

test.each([1280, 768, 390, 320])('nothing is cut off at %i pixels', async (width) => {
  await page.setViewportSize({ width, height: 900 });
  await expectNothingCutOff(page);
  if (PICTURES) await page.screenshot({ path: join(PICTURES, `audit-${width}.png`) });
});

test('she filters it by one student, found by name', async () => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await aimline.getByLabel('Kind of record').selectOption('');
  await aimline.getByRole('searchbox', { name: 'Student or intervention' }).fill('thompson ma');
  await aimline.getByRole('list', { name: 'Found' }).getByRole('button', { name: 'Maya Thompson' }).click();
  await aimline.getByText('Only records about one student.').waitFor();
  await entries().first().getByText('Maya Thompson').waitFor();
  await expectAccessible(page);
});

test('she exports it as a CSV file, and the export is a record of the trail', async () => {
  const downloading = page.waitForEvent('download');
  await aimline.getByRole('button', { name: 'Export CSV' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^aimline-audit-\d{4}-\d\d-\d\d\.csv$/);
  const text = await readFile(await download.path(), 'utf8');
  expect(text.split('\r\n')[0]).toMatch(/^\ufeff"recordedAt","person",/);
  expect(text).toContain('"Maya Thompson"');
  await aimline.getByText(/^Exported: \d+ records$/).waitFor();
  await aimline.getByRole('button', { name: 'Show all' }).click();
  await entries().first().getByText('exported the audit trail').waitFor();
});

test('dates without records say so', async () => {
  await aimline.getByLabel('From').fill('1999-01-01');
  await aimline.getByLabel('To', { exact: true }).fill('1999-01-02');
  await aimline.getByText('No record matches').waitFor();
  await expectAccessible(page);
});

test('the history of an intervention describes each request as a whole, also when its records are on two pages', async () => {
  await aimline.getByRole('link', { name: 'Interventions', exact: true }).click();
  await aimline.getByRole('link', { name: 'Check-in/check-out, grade 6' }).click();
  await aimline.getByRole('link', { name: 'History' }).click();
  const history = aimline.getByRole('list', { name: 'History, newest first' }).locator('> li');
  const showMore = aimline.getByRole('button', { name: 'Show more' });
  await history.first().waitFor();
  let shown = await history.allTextContents();
  expect(await showMore.count()).toBe(1);
  while ((await showMore.count()) > 0) {
    await showMore.click();
    await history.nth(shown.length).waitFor();
    const longer = await history.allTextContents();
    expect(longer.slice(0, shown.length)).toEqual(shown);
    shown = longer;
  }
  await aimline.getByRole('link', { name: 'Sessions' }).click();
  const headings = await aimline.getByText(/^(Upcoming|Past) · \d+$/).allTextContents();
  const sessionCount = headings.reduce((sum, heading) => sum + Number(heading.split(' · ')[1]), 0);
  expect(shown.at(-1)).toContain(`created the intervention with ${sessionCount} sessions`);
});

test('there was no script error, and no violation of the content security policy', () => {
  expect(complaints).toEqual([]);
});

function entries() {
  return aimline.getByRole('list', { name: 'Audit trail, newest first' }).locator('> li');
}
