/**
 * A coordinator connects other systems in a real browser: a webhook to a program on this machine, which receives events,
 * fails, is paused and removed; and a program that fetches events with a token.
 */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { FrameLocator, Page } from 'playwright-core';
import { Webhook } from 'standardwebhooks';
import { complaintsOf } from './complaintsOf';
import { expectAccessible } from './expectAccessible';
import { expectNothingCutOff } from './expectNothingCutOff';
import { queryPractice } from './queryPractice';
import { type Practice, startPractice } from './startPractice';
import { type Received, type Receiver, startReceiver } from '../support/startReceiver';
import { until } from '../support/until';

jest.setTimeout(120_000);

let practice: Practice;
let receiver: Receiver;
let page: Page;
let aimline: FrameLocator;
let complaints: string[];
let secret: string;
let token: string;

beforeAll(async () => {
  receiver = await startReceiver();
  practice = await startPractice();
  page = await (await practice.browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  page.setDefaultTimeout(30_000);
  aimline = page.frameLocator('iframe[name=tool]');
  complaints = complaintsOf(page);
});
afterAll(async () => {
  await practice?.close();
  await receiver?.close();
});

const dialog = (name: string) => aimline.getByRole('dialog', { name });
const button = (name: string) => aimline.getByRole('button', { name, exact: true });
const webhook = (name: string) =>
  aimline.getByRole('list', { name: 'Webhooks' }).getByRole('listitem').filter({ hasText: name });
const letters = () => aimline.getByRole('list', { name: 'Not delivered to Data warehouse' });

test('Sofia opens Integrations, and each empty list says what belongs there', async () => {
  await open('Sofia Marchetti');
  await aimline.getByRole('link', { name: 'Integrations' }).click();
  await aimline.getByRole('heading', { level: 1, name: 'Integrations' }).waitFor();
  for (const empty of ['No webhooks yet.', 'No dead letters:', 'No program has a token.']) {
    await aimline.getByText(empty).waitFor();
  }
  await expectAccessible(page);
});

test('a private address is refused with a message beside the field, and so is a choice without events', async () => {
  await button('Add a webhook').click();
  const field = dialog('Add a webhook').getByLabel('Address');
  await field.fill('https://10.0.0.1/events');
  await dialog('Add a webhook').getByLabel('Only these').check();
  await dialog('Add a webhook').getByRole('button', { name: 'Add' }).click();
  await dialog('Add a webhook').getByText('Choose at least one event.').waitFor();
  await expectAccessible(page);
  await dialog('Add a webhook').getByLabel('Attendance recorded').check();
  await dialog('Add a webhook').getByRole('button', { name: 'Add' }).click();
  await dialog('Add a webhook').getByText('The host "10.0.0.1" is not on the public internet.').waitFor();
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
  await dialog('Add a webhook').waitFor({ state: 'detached' });
  expect(await focused()).toBe('Add a webhook');
});

test('she adds a webhook with the keyboard alone, and its secret is shown once', async () => {
  await page.keyboard.press('Enter');
  await dialog('Add a webhook').getByLabel('Address').focus();
  await page.keyboard.type(receiver.url);
  await page.keyboard.press('Tab');
  await page.keyboard.type('Data warehouse');
  await page.keyboard.press('Enter');
  secret = await dialog('Save the signing secret').getByLabel('Signing secret').inputValue();
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  await expectAccessible(page);
  await dialog('Save the signing secret').getByRole('button', { name: 'Copy' }).click();
  await dialog('Save the signing secret').getByText('Copied.').waitFor();
  await dialog('Save the signing secret').getByRole('button', { name: 'Done' }).click();
  await dialog('Save the signing secret').waitFor({ state: 'detached' });
  expect(await focused()).toBe('Add a webhook');
  await webhook('Data warehouse').getByText('No events yet').waitFor();
  await webhook('Data warehouse').getByText('All events').waitFor();
});

test('a test is delivered, signed with the secret, and the page shows it without a reload', async () => {
  const { headers, body } = await sendTest();
  expect(verified(secret, headers, body)).toMatchObject({ type: 'interventions.webhook.tested' });
  await webhook('Data warehouse').getByText('was delivered.').waitFor();
  await webhook('Data warehouse').getByText('Receiving events').waitFor();
  await expectAccessible(page);
});

test('events wait while the webhook is paused, and are delivered in order when it is resumed', async () => {
  await button('Pause Data warehouse').click();
  await webhook('Data warehouse')
    .getByText(/^.Paused$/)
    .waitFor();
  await button('Send a test to Data warehouse').click();
  await webhook('Data warehouse').getByText('1 event waiting.').waitFor();
  await webhook('Data warehouse').getByText('waits until the webhook is resumed.').waitFor();
  await button('Resume Data warehouse').click();
  await button('Pause Data warehouse').waitFor();
  expect(await focused()).toBe('Pause Data warehouse');
  await sendTest();
  await until(() => receiver.received.length >= 3);
  expect(receiver.received.map(({ body }) => (JSON.parse(body) as { sequence: string }).sequence)).toEqual([
    '0000000001',
    '0000000002',
    '0000000003',
  ]);
  await webhook('Data warehouse').getByText('was delivered.').waitFor();
});

test('after a new secret is created, deliveries are signed with both', async () => {
  await button('New secret for Data warehouse').click();
  await dialog('New secret for Data warehouse').getByRole('button', { name: 'Create a new secret' }).click();
  const next = await dialog('Save the signing secret').getByLabel('Signing secret').inputValue();
  await dialog('Save the signing secret').getByText('also signed with the previous secret').waitFor();
  await dialog('Save the signing secret').getByRole('button', { name: 'Done' }).click();
  await dialog('Save the signing secret').waitFor({ state: 'detached' });
  expect(await focused()).toBe('New secret for Data warehouse');
  const { headers, body } = await sendTest();
  for (const key of [secret, next]) {
    expect(verified(key, headers, body)).toMatchObject({ type: 'interventions.webhook.tested' });
  }
});

test('she changes which events the webhook receives', async () => {
  await button('Change Data warehouse').click();
  expect(await dialog('Change the webhook').getByLabel('Address').inputValue()).toBe(receiver.url);
  await dialog('Change the webhook').getByLabel('Only these').check();
  await dialog('Change the webhook').getByLabel('Attendance recorded').check();
  await dialog('Change the webhook').getByRole('button', { name: 'Save' }).click();
  await dialog('Change the webhook').waitFor({ state: 'detached' });
  await webhook('Data warehouse').getByText('Attendance recorded · interventions.attendance.recorded').waitFor();
});

test('when the receiver answers 500, the page says since when deliveries fail, and why', async () => {
  receiver.answer = (response) => void response.writeHead(500).end();
  await sendTest();
  await webhook('Data warehouse').getByText('was not delivered: It answered 500.').waitFor();
  await webhook('Data warehouse')
    .getByText(/^Since .+: It answered 500\./)
    .waitFor();
  await expectAccessible(page);
});

test('an event that fails for three days becomes a dead letter, shown with its reason and content', async () => {
  await queryPractice(
    practice.data,
    `update aimline.event_delivery
     set failing_since = now() - interval '73 hours', due_at = now()
     where webhook_id is not null`,
  );
  await letters().getByText('It answered 500. Failing since').waitFor({ timeout: 60_000 });
  await letters().getByText('Show the event').click();
  await letters().getByText('"type": "interventions.webhook.tested"').waitFor();
  await webhook('Data warehouse').getByText('1 dead letter.').waitFor();
  await expectAccessible(page);
});

test('before a dead letter is skipped, she reads that this subscriber will never receive it', async () => {
  await button('Skip: Test of a webhook').click();
  await dialog('Skip “Test of a webhook”').getByText('Data warehouse will never receive this event.').waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await dialog('Skip “Test of a webhook”').waitFor({ state: 'detached' });
  expect(await focused()).toBe('Skip: Test of a webhook');
});

test('a dead letter is delivered again, and the list says that it is empty', async () => {
  receiver.answer = (response) => void response.writeHead(204).end();
  const count = receiver.received.length;
  await button('Deliver again: Test of a webhook').click();
  await aimline.getByText('No dead letters:').waitFor();
  expect(await focused()).toBe('Dead letters');
  await until(() => receiver.received.length >= count + 1);
  expect(JSON.parse(receiver.received[count]!.body)).toMatchObject({ sequence: '0000000005' });
  await webhook('Data warehouse').getByText('was delivered.').waitFor();
});

test('she removes the webhook, the list says that it is empty, and the focus is not lost', async () => {
  await button('Remove Data warehouse').click();
  await expectAccessible(page);
  await dialog('Remove Data warehouse').getByRole('button', { name: 'Remove' }).click();
  await aimline.getByText('No webhooks yet.').waitFor();
  expect(await focused()).toBe('Webhooks');
});

test('a program reads the events with its token, until it is removed', async () => {
  await button('Add a program').click();
  await dialog('Add a program').getByLabel('Name').fill('Nightly import');
  await page.keyboard.press('Enter');
  token = await dialog('Save the token').getByLabel('Token').inputValue();
  await dialog('Save the token').getByRole('button', { name: 'Done' }).click();
  await aimline.getByText('Never used').waitFor();
  const answer = await poll();
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ hasMore: expect.any(Boolean), next: expect.any(String) });
  await aimline.getByText('Last used').waitFor();
  await expectAccessible(page);
  await button('Remove Nightly import').click();
  await dialog('Remove Nightly import').getByRole('button', { name: 'Remove' }).click();
  await aimline.getByText('No program has a token.').waitFor();
  expect((await poll()).status).toBe(401);
});

test('the page is accessible in dark colors too', async () => {
  await button('Dark colors').click();
  await expectAccessible(page);
});

test('Vivian is not offered Integrations', async () => {
  await open('Vivian Okafor');
  await aimline.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
  expect(await aimline.getByRole('link', { name: 'Integrations' }).count()).toBe(0);
});

test('there was no script error, and no violation of the content security policy', () => {
  expect(complaints).toEqual([]);
});

async function open(name: string): Promise<void> {
  await page.goto(`${practice.lms.origin}/?course=grade-3`);
  await page.getByRole('radio', { name }).check();
  await page.getByRole('button', { name: 'Launch' }).click();
}

/** Sends a test from the page, and waits for the next delivery. */
async function sendTest(): Promise<Received> {
  const count = receiver.received.length;
  await button('Send a test to Data warehouse').click();
  await until(() => receiver.received.length >= count + 1);
  return receiver.received[count]!;
}

function verified(key: string, headers: Received['headers'], body: string): unknown {
  return new Webhook(key).verify(body, headers as Record<string, string>);
}

function poll(): Promise<Response> {
  return fetch(`${practice.origin}/api/interventions/v1/events`, { headers: { authorization: `Bearer ${token}` } });
}

/** The label, or else the text, of the focused element in the frame. */
function focused(): Promise<string> {
  const frame = page.frames().find((each) => each !== page.mainFrame())!;
  return frame.evaluate(() => {
    const { activeElement } = document;
    return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent ?? '';
  });
}
