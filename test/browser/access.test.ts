/**
 * A coordinator manages access in a real browser, in the frame of the learning platform: with the mouse and with the
 * keyboard, in both color schemes, down to 320 pixels.
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

const mappings = () => aimline.getByRole('list', { name: 'Role mappings' }).getByRole('listitem');
const dialog = (name: string) => aimline.getByRole('dialog', { name });

test('Sofia opens Access from her course, and finds herself among the coordinators and the open sessions', async () => {
  await page.goto(`${practice.lms.origin}/?course=grade-3`);
  await page.getByRole('radio', { name: 'Sofia' }).check();
  await page.getByRole('button', { name: 'Launch' }).click();
  await aimline.getByRole('link', { name: 'Access' }).click();
  await aimline.getByRole('heading', { level: 1, name: 'Access' }).waitFor();
  for (const list of ['Coordinators', 'Signed in now']) {
    await aimline.getByRole('list', { name: list }).getByText('(you)').waitFor();
  }
  await expectAccessible(page);
});

test('a role in the institution is refused with a message beside the field, and the dialog stays open', async () => {
  await aimline.getByRole('button', { name: 'Map a role' }).click();
  const field = dialog('Map a role').getByLabel('Role', { exact: true });
  await field.fill('http://purl.imsglobal.org/vocab/lis/v2/institution/person#Faculty');
  await dialog('Map a role').getByRole('button', { name: 'Save' }).click();
  await dialog('Map a role').getByText('map a course role instead').first().waitFor();
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  await expectAccessible(page);
});

test.each([1280, 768, 390, 320])('nothing on the page or in its dialog is cut off at %i pixels', async (width) => {
  await page.setViewportSize({ width, height: 900 });
  await expectNothingCutOff(page);
});

test('Escape closes the dialog, and the focus returns to the button that opened it', async () => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.keyboard.press('Escape');
  await dialog('Map a role').waitFor({ state: 'detached' });
  expect(await focused()).toBe('Map a role');
});

test('she maps a role with the keyboard alone', async () => {
  await page.keyboard.press('Enter');
  await dialog('Map a role').getByLabel('Role', { exact: true }).focus();
  await page.keyboard.type('Counselor');
  await page.keyboard.press('Enter');
  await dialog('Map a role').waitFor({ state: 'detached' });
  await mappings().first().waitFor();
  expect(await mappings().allTextContents()).toEqual(['counselorRole in the LMSInterventionistRemove']);
  await expectAccessible(page);
});

test('she removes the mapping, the list says that it is empty, and the focus is not lost', async () => {
  await aimline.getByRole('button', { name: 'Remove the mapping of counselor' }).click();
  await aimline.getByText('No role is mapped.').waitFor();
  expect(await focused()).toBe('Role mappings');
});

test('the last active deployment cannot be switched off, and she reads why', async () => {
  await aimline.getByRole('button', { name: /^Switch off / }).click();
  const confirmation = aimline.getByRole('dialog', { name: /^Switch off / });
  await expectAccessible(page);
  await confirmation.getByRole('button', { name: 'Switch off' }).click();
  await confirmation.getByRole('alert').getByText('This is the last active deployment of your district').waitFor();
  await expectAccessible(page);
  await confirmation.getByRole('button', { name: 'Cancel' }).click();
  await confirmation.waitFor({ state: 'detached' });
});

test('the page and its dialog are accessible in dark colors too', async () => {
  await aimline.getByRole('button', { name: 'Dark colors' }).click();
  await aimline.getByRole('button', { name: 'Map a role' }).click();
  await dialog('Map a role').waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await dialog('Map a role').waitFor({ state: 'detached' });
  await expectAccessible(page);
});

test('Vivian is not offered Access', async () => {
  await page.goto(`${practice.lms.origin}/?course=grade-3`);
  await page.getByRole('radio', { name: 'Vivian Okafor' }).check();
  await page.getByRole('button', { name: 'Launch' }).click();
  await aimline.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
  expect(await aimline.getByRole('navigation', { name: 'Aimline' }).getByRole('link').allTextContents()).toEqual([
    'Today',
    'Interventions',
  ]);
});

test('there was no script error, and no violation of the content security policy', () => {
  expect(complaints).toEqual([]);
});

/** The label, or else the text, of the focused element in the frame. */
function focused(): Promise<string> {
  const frame = page.frames().find((each) => each !== page.mainFrame())!;
  return frame.evaluate(() => {
    const { activeElement } = document;
    const label = activeElement?.getAttribute('aria-labelledby');
    return (label && document.getElementById(label)?.textContent) || activeElement?.textContent || '';
  });
}
