import type { Conflict } from '@aimline/plugin-interventions-common/problem';
import { formatDayOf, formatTimeRange } from './format';

/**
 * One sentence for each person or room and each intervention in the way, in the order met: who or what is taken, by
 * which intervention, when first, and how often. Times are those of the session in the way, at its school.
 */
export function describeConflicts(conflicts: readonly Conflict[]): string[] {
  const groups = new Map<string, Conflict[]>();
  for (const conflict of conflicts) {
    const key = `${conflict.resourceId} ${conflict.conflictingSession.interventionId}`;
    groups.set(key, [...(groups.get(key) ?? []), conflict]);
  }
  return [...groups.values()].map((group) => {
    const { kind, resourceName, timeZone, conflictingSession } = group[0]!;
    const when = `${formatDayOf(conflictingSession.startsAt, timeZone)}, ${formatTimeRange(conflictingSession.startsAt, conflictingSession.endsAt, timeZone)}`;
    const more = group.length === 1 ? '' : `, and on ${group.length - 1} more ${group.length === 2 ? 'day' : 'days'}`;
    return `${resourceName} ${VERBS[kind]} “${conflictingSession.title}” on ${when}${more}.`;
  });
}

const VERBS: Readonly<Record<Conflict['kind'], string>> = {
  facilitator: 'already leads',
  room: 'is already taken by',
  student: 'already takes part in',
};
