import { expect, test } from '@jest/globals';
import { ratingTrend } from './ratingTrend';

const weekly = (...ratings: (1 | 2 | 3 | 4)[]) =>
  ratings.map((rating, i) => ({ notedOn: new Date(Date.UTC(2026, 8, 14 + 7 * i)).toISOString().slice(0, 10), rating }));

test('three ratings, or four within less than three weeks, are too early for a trend', () => {
  expect(ratingTrend(weekly(1, 2, 4))).toEqual({
    direction: 'too_early',
    slopePerWeek: null,
    ratingCount: 3,
    spanDays: 14,
  });
  const close = weekly(1, 2, 3, 4).map((point, i) => (i === 3 ? { ...point, notedOn: '2026-10-04' } : point));
  expect(ratingTrend(close)).toMatchObject({ direction: 'too_early', spanDays: 20 });
  expect(ratingTrend([])).toEqual({ direction: 'too_early', slopePerWeek: null, ratingCount: 0, spanDays: 0 });
});

test('the slope is the median of the slopes of all pairs, in points per week', () => {
  // slopes 1, .5, 2/3, 0, .5, 1
  expect(ratingTrend(weekly(1, 2, 2, 3))).toEqual({
    direction: 'improving',
    slopePerWeek: expect.closeTo(7 / 12, 12),
    ratingCount: 4,
    spanDays: 21,
  });
});

test('one outlier does not change a steady trend', () => {
  expect(ratingTrend(weekly(3, 3, 1, 3, 3, 3))).toMatchObject({ direction: 'steady', slopePerWeek: 0 });
});

test('a trend that falls by half a step or more is declining, in whatever order the ratings are given', () => {
  const falling = weekly(4, 3, 3, 2);
  expect(ratingTrend(falling).direction).toBe('declining');
  expect(ratingTrend(falling.toReversed())).toEqual(ratingTrend(falling));
});

test('ratings of the same day do not contribute a slope', () => {
  const twice = [...weekly(2, 2, 2, 2), { notedOn: '2026-09-14', rating: 4 as const }];
  expect(ratingTrend(twice)).toMatchObject({ ratingCount: 5, direction: 'steady' });
});
