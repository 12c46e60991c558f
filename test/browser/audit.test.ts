/** A coordinator in a real browser reads the audit trail, opens a change, filters, and exports. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import { complaintsOf } from './complaintsOf';
import { expectAccessible } from './expectAccessible';
import { expectNothingCutOff } from './expectNothingCutOff';
import { type Practice, startPractice } from './startPractice';

jest.setTimeout(120_000);

/** A folder for screenshots; without it, none are taken. */
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

test('Sofia opens the audit trail, and sees how far it is sealed', async () => {
  await page.goto(`${practice.lms.origin}/?course=grade-3`);
  await page.getByRole('radio', { name: 'Sofia Marchetti' }).check();
  await page.getByRole('button', { name: 'Launch' }).click();
  await aimline.getByRole('link', { name: 'Audit' }).click();
  await aimline.getByRole('heading', { level: 1, name: 'Audit' }).waitFor();
  await entries().nth(49).waitFor();
  expect(await entries().count()).toBe(50);
  await aimline.getByText(/records under \d+ seals?/).waitFor();
  await expectAccessible(page);
});

test('the next page follows the first', async () => {
  await aimline.getByRole('button', { name: 'Show more' }).click();
  await entries().nth(99).waitFor();
  expect(await entries().count()).toBe(100);
});

test('she filters by attendance, and opens a change', async () => {
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

test('she filters by one student, found by name', async () => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await aimline.getByLabel('Kind of record').selectOption('');
  await aimline.getByRole('searchbox', { name: 'Student or intervention' }).fill('thompson ma');
  await aimline.getByRole('list', { name: 'Found' }).getByRole('button', { name: 'Maya Thompson' }).click();
  await aimline.getByText('Only what is about one student.').waitFor();
  await entries().first().getByText('Maya Thompson').waitFor();
  await expectAccessible(page);
});

test('she exports it, and the export is in the trail', async () => {
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

test('a period without records shows that there are none', async () => {
  await aimline.getByLabel('From').fill('1999-01-01');
  await aimline.getByLabel('To', { exact: true }).fill('1999-01-02');
  await aimline.getByText('No record matches').waitFor();
  await expectAccessible(page);
});

test('there was no script error and no violation of the content security policy', () => {
  expect(complaints).toEqual([]);
});

function entries() {
  return aimline.getByRole('list', { name: 'Audit trail, newest first' }).locator('> li');
}
