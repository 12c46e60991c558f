import type { InterventionSession } from '@aimline/plugin-interventions-common/sessions';

type Timed = Pick<InterventionSession, 'startsAt' | 'endsAt' | 'status'>;

/**
 * The session that meets now, otherwise the next one of the day, otherwise null. Cancelled sessions are ignored. Of sessions
 * that meet at the same time, the one that started last.
 *
 * @param sessions in order of their start
 * @param now milliseconds since 1970
 */
export function currentSession<S extends Timed>(
  sessions: readonly S[],
  now: number,
): { session: S; meetsNow: boolean } | null {
  const planned = sessions.filter((session) => session.status !== 'cancelled');
  const running = planned.findLast(({ startsAt, endsAt }) => Date.parse(startsAt) <= now && now < Date.parse(endsAt));
  if (running) return { session: running, meetsNow: true };
  const next = planned.find(({ startsAt }) => Date.parse(startsAt) > now);
  return next ? { session: next, meetsNow: false } : null;
}
