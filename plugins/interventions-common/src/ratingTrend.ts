import type { RatingTrend } from './dashboards';
import type { Rating } from './progress';

/** With fewer ratings or a shorter time, a trend reflects noise rather than the student. */
export const MIN_RATINGS = 4;
export const MIN_SPAN_DAYS = 21;
/** The trend line must move by half a step of the scale over the observed time to count as a change. */
export const MIN_CHANGE = 0.5;

/**
 * The trend of a student's ratings.
 *
 * The slope is Theil-Sen's (Sen 1968): the median of the slopes of all pairs of ratings on different days, in rating
 * points per week of seven calendar days, which is robust against outliers. Ratings are ordinal, so the direction is the
 * result, and the slope only its basis. The three limits above are Aimline's own.
 *
 * @param ratings in any order; several on one day are allowed
 */
export function ratingTrend(ratings: readonly { notedOn: string; rating: Rating }[]): RatingTrend {
  const points = ratings.map(({ notedOn, rating }) => ({ week: Date.parse(notedOn) / WEEK_MS, rating }));
  const weeks = points.map((point) => point.week);
  const spanWeeks = points.length === 0 ? 0 : Math.max(...weeks) - Math.min(...weeks);
  const seen = { ratingCount: points.length, spanDays: Math.round(spanWeeks * 7) };
  if (seen.ratingCount < MIN_RATINGS || seen.spanDays < MIN_SPAN_DAYS) {
    return { direction: 'too_early', slopePerWeek: null, ...seen };
  }
  const slopes = points.flatMap((a, i) =>
    points.slice(i + 1).flatMap((b) => (a.week === b.week ? [] : [(b.rating - a.rating) / (b.week - a.week)])),
  );
  const slopePerWeek = median(slopes);
  const change = slopePerWeek * spanWeeks;
  const direction = change >= MIN_CHANGE ? 'improving' : change <= -MIN_CHANGE ? 'declining' : 'steady';
  return { direction, slopePerWeek, ...seen };
}

const WEEK_MS = 7 * 86_400_000;

/** The median of a non-empty list; for an even length, the mean of the two middle values. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)]!;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1]!;
  return (lower + upper) / 2;
}
