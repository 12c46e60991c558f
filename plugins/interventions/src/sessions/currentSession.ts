import type { InterventionSession } from '@aimline/plugin-interventions-common/sessions';

type Timed = Pick<InterventionSession, 'startsAt' | 'endsAt' | 'status'>;

/**
 * The session that meets now, else the next one of the day, else none; cancelled ones do not count. Of sessions that
 * meet at the same time, the one that began last.
 *
 * @param sessions in order of time
 * @param now milliseconds since 1970
 */
export function currentSession<S extends Timed>(
  sessions: readonly S[],
  now: number,
): { session: S; meetsNow: boolean } | null {
  const planned = sessions.filter((session) => session.status !== 'cancelled');
  const begun = planned.findLast(({ startsAt, endsAt }) => Date.parse(startsAt) <= now && now < Date.parse(endsAt));
  if (begun) return { session: begun, meetsNow: true };
  const next = planned.find(({ startsAt }) => Date.parse(startsAt) > now);
  return next ? { session: next, meetsNow: false } : null;
}
