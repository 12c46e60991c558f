/** Sentences for families, without rates and terms of the trade. Each case is a whole sentence, so that each is translated. */
import type { AttendanceTally, RatingTrend } from '@aimline/plugin-interventions-common/dashboards';
import type { Rating } from '@aimline/plugin-interventions-common/progress';
import { formatLongDay } from '../words/format';
import { t } from '../words/i18n';

/** How many of the recorded sessions a child attended. */
export function attendanceInPlainWords(name: string, { attended, recorded: count }: AttendanceTally): string {
  if (count === 0) return t('No sessions have been recorded yet.');
  if (attended === count) {
    return t('{{name}} came to all {{count, number}} sessions recorded so far.', {
      ...{ name, count },
      defaultValue_one: '{{name}} came to the one session recorded so far.',
    });
  }
  if (attended === 0) {
    return t('{{name}} came to none of the {{count, number}} sessions recorded so far.', {
      ...{ name, count },
      defaultValue_one: '{{name}} did not come to the one session recorded so far.',
    });
  }
  return t('{{name}} came to {{attended, number}} of the {{count, number}} sessions recorded so far.', {
    ...{ name, attended, count },
  });
}

/** What the teacher noted with the latest rating. */
export function ratingInPlainWords(name: string, latest: { notedOn: string; rating: Rating } | undefined): string {
  if (!latest) return t('The teacher has not noted yet how it is going.');
  const day = formatLongDay(latest.notedOn);
  switch (latest.rating) {
    case 1:
      return t('On {{day}}, the teacher noted that {{name}} cannot do this yet.', { day, name });
    case 2:
      return t('On {{day}}, the teacher noted that {{name}} can do this with support.', { day, name });
    case 3:
      return t('On {{day}}, the teacher noted that {{name}} can do this most of the time.', { day, name });
    case 4:
      return t('On {{day}}, the teacher noted that {{name}} can do this without help.', { day, name });
  }
}

/** How the ratings of a child are changing; null before the first rating. */
export function trendInPlainWords(name: string, { direction, ratingCount }: RatingTrend): string | null {
  if (ratingCount === 0) return null;
  switch (direction) {
    case 'improving':
      return t('{{name}} is making progress.', { name });
    case 'steady':
      return t('{{name}} is staying at about the same level.', { name });
    case 'declining':
      return t('It has become harder for {{name}} lately. Ask the teacher what would help.', { name });
    case 'too_early':
      return t('It is too early to say how things are changing.');
  }
}
