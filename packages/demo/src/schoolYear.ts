import type { SchoolImport } from '@aimline/plugin-interventions-common/roster';

type ClosedDay = SchoolImport['closedDays'][number];

/**
 * The closed days of the practice districts in the school year that contains `now` and in the one before, ascending and
 * each once. A school year runs from July to June; the summer is open, because the districts have a summer program.
 *
 *     Labor Day · fall teacher day · Thanksgiving, Wednesday to Friday · two weeks of winter break, then a teacher day ·
 *     Martin Luther King Jr. Day · Presidents' Day · spring break, a week · a teacher day in April · Memorial Day
 *
 * Three weather days are unforeseen: each is in the calendar only from its own day on.
 */
export function closedDays(now: Date): ClosedDay[] {
  const current = now.getUTCMonth() >= JULY ? now.getUTCFullYear() : now.getUTCFullYear() - 1;
  const today = now.toISOString().slice(0, 10);
  return [current - 1, current]
    .flatMap(closedDaysOfYear)
    .filter(({ date, event }) => event !== 'weather_day' || date <= today)
    .toSorted((a, b) => a.date.localeCompare(b.date));
}

/** @param autumn - the calendar year in which the school year begins */
function closedDaysOfYear(autumn: number): ClosedDay[] {
  const spring = autumn + 1;
  const thanksgiving = nthWeekday(autumn, NOVEMBER, THURSDAY, 4);
  const christmas = new Date(Date.UTC(autumn, DECEMBER, 25));
  const winterBreak = daysAfter(christmas, -((christmas.getUTCDay() + 6) % 7));
  return [
    ...days('holiday', nthWeekday(autumn, SEPTEMBER, MONDAY, 1)),
    ...days('teacher_only_day', nthWeekday(autumn, OCTOBER, MONDAY, 2)),
    ...days('holiday', daysAfter(thanksgiving, -1), 3),
    ...days('holiday', winterBreak, 5),
    ...days('holiday', daysAfter(winterBreak, 7), 5),
    ...days('teacher_only_day', daysAfter(winterBreak, 14)),
    ...days('holiday', nthWeekday(spring, JANUARY, MONDAY, 3)),
    ...days('weather_day', nthWeekday(spring, JANUARY, THURSDAY, 4)),
    ...days('weather_day', nthWeekday(spring, FEBRUARY, WEDNESDAY, 2)),
    ...days('holiday', nthWeekday(spring, FEBRUARY, MONDAY, 3)),
    ...days('weather_day', nthWeekday(spring, MARCH, FRIDAY, 1)),
    ...days('non_instructional_day', nthWeekday(spring, MARCH, MONDAY, 3), 5),
    ...days('teacher_only_day', nthWeekday(spring, APRIL, FRIDAY, 4)),
    // the last Monday of May
    ...days('holiday', daysAfter(nthWeekday(spring, JUNE, MONDAY, 1), -7)),
  ];
}

// Months and weekdays are numbered as in Date.
const JANUARY = 0;
const FEBRUARY = 1;
const MARCH = 2;
const APRIL = 3;
const JUNE = 5;
const JULY = 6;
const SEPTEMBER = 8;
const OCTOBER = 9;
const NOVEMBER = 10;
const DECEMBER = 11;

const MONDAY = 1;
const WEDNESDAY = 3;
const THURSDAY = 4;
const FRIDAY = 5;

/** The `nth` occurrence (from 1) of a weekday in a month, as midnight in UTC. */
function nthWeekday(year: number, month: number, weekday: number, nth: number): Date {
  const first = new Date(Date.UTC(year, month, 1));
  return daysAfter(first, ((weekday - first.getUTCDay() + 7) % 7) + 7 * (nth - 1));
}

function daysAfter(day: Date, count: number): Date {
  return new Date(day.getTime() + count * 86_400_000);
}

function days(event: ClosedDay['event'], first: Date, count = 1): ClosedDay[] {
  return Array.from({ length: count }, (_, i) => ({ date: daysAfter(first, i).toISOString().slice(0, 10), event }));
}
