import type { Webhook } from '@aimline/plugin-interventions-common/webhooks';
import { expect, test } from '@jest/globals';
import { awaitsTest, describeTest, describeWebhook } from './describeWebhook';

const CHICAGO = 'America/Chicago';

const FRESH: Webhook = {
  webhookId: '0199a000-0000-7000-8000-000000000001',
  url: 'https://events.example.org/aimline',
  description: '',
  eventTypes: [],
  isPaused: false,
  createdAt: '2026-09-14T14:00:00Z',
  secretChangedAt: '2026-09-14T14:00:00Z',
  deliveredAt: null,
  problem: null,
  openUntil: null,
  waitingCount: 0,
  deadCount: 0,
  lastTest: null,
};
const PROBLEM = { message: 'It answered 503.', since: '2026-09-14T14:05:00Z', at: '2026-09-14T14:10:00Z' };
const TEST = { sentAt: '2026-09-14T14:05:00Z', isTaken: false, problem: null };
const SOON = Date.parse('2026-09-14T14:05:20Z');

test.each([
  [{}, 'No events yet', ''],
  [{ deliveredAt: '2026-09-14T14:05:00Z' }, 'Receiving events', 'Last delivery Sep 14, 9:05 AM.'],
  [
    { deliveredAt: '2026-09-14T14:05:00Z', waitingCount: 3, deadCount: 1 },
    'Receiving events',
    'Last delivery Sep 14, 9:05 AM. 3 events waiting. 1 dead letter.',
  ],
  [
    { deliveredAt: '2026-09-14T14:00:00Z', problem: PROBLEM, waitingCount: 1 },
    'Failing',
    'Since Sep 14, 9:05 AM: It answered 503. It is retried automatically. 1 event waiting.',
  ],
  [
    { problem: PROBLEM, openUntil: '2026-09-14T14:20:00Z' },
    'Failing',
    'Since Sep 14, 9:05 AM: It answered 503. Paused after repeated failures until Sep 14, 9:20 AM; then one event is tried.',
  ],
  [{ isPaused: true, waitingCount: 12, problem: PROBLEM }, 'Paused', '12 events waiting.'],
  [{ isPaused: true }, 'Paused', 'No events waiting.'],
])('the state %j is shown as "%s" and "%s"', (state, word, sentences) => {
  expect(describeWebhook({ ...FRESH, ...state }, CHICAGO)).toMatchObject({ word, sentences });
});

test.each([
  [{}, ''],
  [{ lastTest: TEST }, 'The test of Sep 14, 9:05 AM is on its way.'],
  [{ lastTest: { ...TEST, isTaken: true } }, 'The test of Sep 14, 9:05 AM was delivered.'],
  [
    { lastTest: { ...TEST, problem: 'It answered 500.' } },
    'The test of Sep 14, 9:05 AM was not delivered: It answered 500.',
  ],
  [{ lastTest: TEST, isPaused: true }, 'The test of Sep 14, 9:05 AM waits until the webhook is resumed.'],
  [
    { lastTest: TEST, openUntil: '2026-09-14T14:20:00Z' },
    'The test of Sep 14, 9:05 AM waits until deliveries are tried again.',
  ],
])('the test in %j is shown as "%s"', (state, sentence) => {
  expect(describeTest({ ...FRESH, ...state }, CHICAGO)).toBe(sentence);
});

test.each([
  [{ lastTest: TEST }, SOON, true],
  [{ lastTest: TEST }, SOON + 60_000, false],
  [{ lastTest: { ...TEST, isTaken: true } }, SOON, false],
  [{ lastTest: { ...TEST, problem: 'It answered 500.' } }, SOON, false],
  [{ lastTest: TEST, isPaused: true }, SOON, false],
])('the result of a test is polled for a minute while it is on its way: %j', (state, now, expected) => {
  expect(awaitsTest({ ...FRESH, ...state }, now)).toBe(expected);
});
