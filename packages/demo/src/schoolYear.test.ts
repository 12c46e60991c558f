import { expect, test } from '@jest/globals';
import { closedDays } from './schoolYear';

const inAutumn = closedDays(new Date('2026-11-24T15:00:00Z'));
const dates = (days: typeof inAutumn, from: string, to: string) =>
  days.filter(({ date }) => date >= from && date <= to).map(({ date }) => date);

test('the school year 2026-27 is closed on these days', () => {
  expect(closedDays(new Date('2027-06-10T15:00:00Z')).filter(({ date }) => date >= '2026-07-01')).toEqual([
    { date: '2026-09-07', event: 'holiday' },
    { date: '2026-10-12', event: 'teacher_only_day' },
    { date: '2026-11-25', event: 'holiday' },
    { date: '2026-11-26', event: 'holiday' },
    { date: '2026-11-27', event: 'holiday' },
    { date: '2026-12-21', event: 'holiday' },
    { date: '2026-12-22', event: 'holiday' },
    { date: '2026-12-23', event: 'holiday' },
    { date: '2026-12-24', event: 'holiday' },
    { date: '2026-12-25', event: 'holiday' },
    { date: '2026-12-28', event: 'holiday' },
    { date: '2026-12-29', event: 'holiday' },
    { date: '2026-12-30', event: 'holiday' },
    { date: '2026-12-31', event: 'holiday' },
    { date: '2027-01-01', event: 'holiday' },
    { date: '2027-01-04', event: 'teacher_only_day' },
    { date: '2027-01-18', event: 'holiday' },
    { date: '2027-01-28', event: 'weather_day' },
    { date: '2027-02-10', event: 'weather_day' },
    { date: '2027-02-15', event: 'holiday' },
    { date: '2027-03-05', event: 'weather_day' },
    { date: '2027-03-15', event: 'non_instructional_day' },
    { date: '2027-03-16', event: 'non_instructional_day' },
    { date: '2027-03-17', event: 'non_instructional_day' },
    { date: '2027-03-18', event: 'non_instructional_day' },
    { date: '2027-03-19', event: 'non_instructional_day' },
    { date: '2027-04-23', event: 'teacher_only_day' },
    { date: '2027-05-31', event: 'holiday' },
  ]);
});

test('the previous school year is covered, and June belongs to the year that began in autumn', () => {
  expect(dates(inAutumn, '2025-07-01', '2025-09-30')).toEqual(['2025-09-01']);
  expect(closedDays(new Date('2027-06-30T12:00:00Z'))[0]).toEqual({ date: '2025-09-01', event: 'holiday' });
  expect(closedDays(new Date('2027-07-01T12:00:00Z'))[0]).toEqual({ date: '2026-09-07', event: 'holiday' });
});

test('a weather day is not in the calendar before its day', () => {
  expect(dates(inAutumn, '2027-01-28', '2027-01-28')).toEqual([]);
  expect(dates(closedDays(new Date('2027-01-28T12:00:00Z')), '2027-01-28', '2027-01-28')).toEqual(['2027-01-28']);
});

test('in any school year every closed day is a weekday, listed once, and Christmas and New Year are closed', () => {
  for (let autumn = 2020; autumn < 2060; autumn++) {
    const days = closedDays(new Date(Date.UTC(autumn + 1, 5, 15)));
    expect(days.filter(({ date }) => isWeekend(date))).toEqual([]);
    const closed = new Set(days.map(({ date }) => date));
    expect(closed.size).toBe(days.length);
    const feasts = [`${autumn}-12-25`, `${autumn + 1}-01-01`];
    expect(feasts.filter((feast) => !closed.has(feast) && !isWeekend(feast))).toEqual([]);
  }
});

function isWeekend(date: string): boolean {
  return [0, 6].includes(new Date(date).getUTCDay());
}
