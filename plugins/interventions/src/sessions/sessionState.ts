import type { InterventionSession } from '@aimline/plugin-interventions-common/sessions';
import type { Tone } from '../page/StateWord';

type StateOf = Pick<InterventionSession, 'startsAt' | 'endsAt' | 'status' | 'enrolledCount' | 'recordedCount'>;

/**
 * How far a session is, in words. What was never recorded is called that, and not absent; a session takes place from
 * its beginning, inclusive, to its end, exclusive.
 *
 * @param now milliseconds since 1970
 */
export function sessionState(session: StateOf, now: number): { word: string; tone: Tone } {
  const { enrolledCount, recordedCount } = session;
  if (session.status === 'cancelled') return { word: 'Cancelled', tone: 'off' };
  if (recordedCount > 0 && recordedCount >= enrolledCount) return { word: `Recorded ${tally(session)}`, tone: 'done' };
  if (recordedCount > 0) return { word: `Recorded ${tally(session)}`, tone: 'partly' };
  if (now < Date.parse(session.startsAt)) return { word: 'Upcoming', tone: 'ahead' };
  if (enrolledCount === 0) return { word: 'No students', tone: 'off' };
  if (now < Date.parse(session.endsAt)) return { word: 'Meets now', tone: 'now' };
  return { word: 'Not recorded', tone: 'missing' };
}

function tally({ recordedCount, enrolledCount }: StateOf): string {
  return `${recordedCount} of ${Math.max(recordedCount, enrolledCount)}`;
}
