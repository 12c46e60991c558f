import type { Webhook } from '@aimline/plugin-interventions-common/webhooks';
import type { Tone } from '../page/StateWord';
import { formatMoment } from '../words/format';
import { t } from '../words/i18n';

export interface WebhookWords {
  word: string;
  tone: Tone;
  /** Sentences with details of the state; may be empty. */
  sentences: string;
}

/** The state of a webhook in words. Times are in the given time zone. */
export function describeWebhook(webhook: Webhook, timeZone: string): WebhookWords {
  const { isPaused, problem, openUntil, deliveredAt, waitingCount, deadCount } = webhook;
  const at = (instant: string) => formatMoment(instant, timeZone);
  const waiting =
    waitingCount > 0 &&
    t('{{count, number}} events waiting.', {
      count: waitingCount,
      defaultValue_one: '{{count, number}} event waiting.',
    });
  const dead =
    deadCount > 0 &&
    t('{{count, number}} dead letters.', { count: deadCount, defaultValue_one: '{{count, number}} dead letter.' });
  const words = (word: string, tone: Tone, ...sentences: (string | false)[]): WebhookWords => ({
    ...{ word, tone },
    sentences: sentences.filter(Boolean).join(' '),
  });
  if (isPaused) return words(t('Paused'), 'off', waiting || t('No events waiting.'), dead);
  if (problem) {
    const since = t('Since {{time}}: {{problem}}', { time: at(problem.since), problem: problem.message });
    const next = openUntil
      ? t('Paused after repeated failures until {{time}}; then one event is tried.', { time: at(openUntil) })
      : t('It is retried automatically.');
    return words(t('Failing'), 'missing', since, next, waiting, dead);
  }
  if (!deliveredAt) return words(t('No events yet'), 'ahead', waiting, dead);
  return words(t('Receiving events'), 'done', t('Last delivery {{time}}.', { time: at(deliveredAt) }), waiting, dead);
}

/** The result of the newest test, in a sentence; empty when there was none. */
export function describeTest(webhook: Webhook, timeZone: string): string {
  const { lastTest, isPaused, openUntil } = webhook;
  if (!lastTest) return '';
  const time = formatMoment(lastTest.sentAt, timeZone);
  const { problem } = lastTest;
  if (lastTest.isTaken) return t('The test of {{time}} was delivered.', { time });
  if (problem) return t('The test of {{time}} was not delivered: {{problem}}', { time, problem });
  if (isPaused) return t('The test of {{time}} waits until the webhook is resumed.', { time });
  return openUntil
    ? t('The test of {{time}} waits until deliveries are tried again.', { time })
    : t('The test of {{time}} is on its way.', { time });
}

/** For how long the page polls every second for the result of a test. */
const TEST_TIMEOUT_MS = 60_000;

/**
 * Whether the result of a test is expected soon.
 *
 * @param now in milliseconds
 */
export function awaitsTest({ lastTest, isPaused, openUntil }: Webhook, now: number): boolean {
  if (!lastTest || lastTest.isTaken || lastTest.problem || isPaused || openUntil) return false;
  return Math.abs(now - Date.parse(lastTest.sentAt)) < TEST_TIMEOUT_MS;
}
