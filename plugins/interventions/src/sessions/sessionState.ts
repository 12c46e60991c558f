import type { InterventionSession } from '@aimline/plugin-interventions-common/sessions';
import type { Tone } from '../page/StateWord';
import { t } from '../words/i18n';

type StateOf = Pick<InterventionSession, 'startsAt' | 'endsAt' | 'status' | 'enrolledCount' | 'recordedCount'>;

/**
 * The state of a session in words. Attendance that was not recorded is shown as such, never as absence. A session meets
 * from its start, inclusive, to its end, exclusive.
 *
 * @param now milliseconds since 1970
 */
export function sessionState(session: StateOf, now: number): { word: string; tone: Tone } {
  const { enrolledCount, recordedCount } = session;
  if (session.status === 'cancelled') return { word: t('Cancelled'), tone: 'off' };
  if (recordedCount > 0) {
    const all = Math.max(recordedCount, enrolledCount);
    const word = t('Recorded {{recorded, number}} of {{all, number}}', { recorded: recordedCount, all });
    return { word, tone: recordedCount < all ? 'partly' : 'done' };
  }
  if (now < Date.parse(session.startsAt)) return { word: t('Upcoming'), tone: 'ahead' };
  if (enrolledCount === 0) return { word: t('No students'), tone: 'off' };
  if (now < Date.parse(session.endsAt)) return { word: t('Meets now'), tone: 'now' };
  return { word: t('Not recorded'), tone: 'missing' };
}
