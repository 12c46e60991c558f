import type { Webhook } from '@aimline/plugin-interventions-common/webhooks';
import type { Tone } from '../page/StateWord';
import { formatCount, formatMoment } from '../words/format';
import { waits } from './waits';

export interface WebhookWords {
  word: string;
  tone: Tone;
  /** What there is to say beyond the word; may be empty. */
  sentences: string;
}

/** How a webhook is doing. */
export function describeWebhook(webhook: Webhook, timeZone: string): WebhookWords {
  const { isPaused, problem, openUntil, deliveredAt, waitingCount, deadCount } = webhook;
  const at = (instant: string) => formatMoment(instant, timeZone);
  const waiting = waitingCount > 0 && `${waits(waitingCount)}.`;
  const dead = deadCount > 0 && `${formatCount(deadCount, 'dead letter')}.`;
  const words = (word: string, tone: Tone, ...sentences: (string | false)[]): WebhookWords => ({
    ...{ word, tone },
    sentences: sentences.filter(Boolean).join(' '),
  });
  if (isPaused) return words('Paused', 'off', waiting || 'No event waits.', dead);
  if (problem) {
    const next = openUntil ? `Rests until ${at(openUntil)}, then one event is tried.` : 'It is tried again by itself.';
    return words('Fails', 'missing', `Since ${at(problem.since)}: ${problem.message}`, next, waiting, dead);
  }
  if (!deliveredAt) return words('No event yet', 'ahead', waiting, dead);
  return words('Takes events', 'done', `The last ${at(deliveredAt)}.`, waiting, dead);
}

/** What came of the newest test; empty when there was none. */
export function describeTest(webhook: Webhook, timeZone: string): string {
  const { lastTest, isPaused, openUntil } = webhook;
  if (!lastTest) return '';
  const test = `Test of ${formatMoment(lastTest.sentAt, timeZone)}`;
  if (lastTest.isTaken) return `${test}: it arrived.`;
  if (lastTest.problem) return `${test} did not arrive: ${lastTest.problem}`;
  if (isPaused) return `${test} waits until the webhook is resumed.`;
  return openUntil ? `${test} waits until the webhook has rested.` : `${test} is on its way.`;
}

/** For how long a result is looked for from one second to the next. */
const TEST_TIMEOUT_MS = 60_000;

/**
 * Whether the result of a test is about to come.
 *
 * @param now in milliseconds
 */
export function awaitsTest({ lastTest, isPaused, openUntil }: Webhook, now: number): boolean {
  if (!lastTest || lastTest.isTaken || lastTest.problem || isPaused || openUntil) return false;
  return Math.abs(now - Date.parse(lastTest.sentAt)) < TEST_TIMEOUT_MS;
}
