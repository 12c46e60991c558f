import { expect, test } from '@jest/globals';
import {
  addDays,
  formatDateRange,
  formatDayAndTimeRange,
  formatDayOf,
  formatList,
  formatShare,
  formatTimeRange,
  formatWeekday,
  localDateIn,
} from './format';

test('times are those of the school, on both sides of a daylight-saving change', () => {
  expect(formatTimeRange('2026-10-30T14:00:00Z', '2026-10-30T14:30:00Z', 'America/Chicago')).toBe('9:00 – 9:30 AM');
  expect(formatTimeRange('2026-11-02T15:00:00Z', '2026-11-02T15:30:00Z', 'America/Chicago')).toBe('9:00 – 9:30 AM');
});

test('a late evening belongs to the same day at the school', () => {
  expect(formatDayOf('2026-09-15T03:30:00Z', 'America/Chicago')).toBe('Mon, Sep 14');
  expect(localDateIn('America/Chicago', new Date('2026-09-15T03:30:00Z'))).toBe('2026-09-14');
});

test('a day and its times are one text', () => {
  expect(formatDayAndTimeRange('2026-09-14T14:05:00Z', '2026-09-14T14:35:00Z', 'America/Chicago')).toBe(
    'Mon, Sep 14, 9:05 – 9:35 AM',
  );
});

test('weekdays have their names and their short names', () => {
  expect([formatWeekday('monday', 'long'), formatWeekday('sunday', 'short')]).toEqual(['Monday', 'Sun']);
});

test('a list ends with “and”', () => {
  expect([[], ['A'], ['A', 'B'], ['A', 'B', 'C']].map(formatList)).toEqual(['', 'A', 'A and B', 'A, B, and C']);
});

test('a share is rounded neither up to 100% nor down to 0%', () => {
  expect([1, 0.999, 0.934, 0.001, 0, null].map(formatShare)).toEqual(['100%', '99%', '93%', '1%', '0%', '–']);
});

test('the year is shown once when both days are in it', () => {
  expect(formatDateRange('2026-09-14', '2026-12-18')).toBe('Sep 14 – Dec 18, 2026');
  expect(formatDateRange('2026-10-05', '2027-01-08')).toBe('Oct 5, 2026 – Jan 8, 2027');
});

test('adding days crosses the end of a month', () => {
  expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
  expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
});
