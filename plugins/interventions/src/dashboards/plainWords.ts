import type { AttendanceTally, RatingTrend } from '@aimline/plugin-interventions-common/dashboards';
import type { Rating } from '@aimline/plugin-interventions-common/progress';
import { formatCount, formatLongDay } from '../words/format';

/** Sentences for families: no rates, no terms of the trade. */
export function attendanceInPlainWords(givenName: string, { attended, recorded }: AttendanceTally): string {
  if (recorded === 0) return 'No sessions have been recorded yet.';
  if (attended === recorded)
    return `${givenName} came to ${recorded === 1 ? 'the session' : `all ${recorded} sessions`} recorded so far.`;
  return `${givenName} came to ${attended} of the ${formatCount(recorded, 'session')} recorded so far.`;
}

export function ratingInPlainWords(givenName: string, latest: { notedOn: string; rating: Rating } | undefined): string {
  if (!latest) return 'The teacher has not written down yet how it is going.';
  return `On ${formatLongDay(latest.notedOn)} the teacher noted that ${givenName} ${ABILITIES[latest.rating]}.`;
}

export function trendInPlainWords(givenName: string, { direction, ratingCount }: RatingTrend): string | null {
  if (ratingCount === 0) return null;
  return {
    improving: `${givenName} is making progress.`,
    steady: `${givenName} is staying at about the same level.`,
    declining: `It has become harder for ${givenName} lately. Ask the teacher what would help.`,
    too_early: 'It is too early to say how things are changing.',
  }[direction];
}

const ABILITIES: Readonly<Record<Rating, string>> = {
  1: 'cannot do this yet',
  2: 'can do this with support',
  3: 'can do this most of the time',
  4: 'can do this alone',
};
