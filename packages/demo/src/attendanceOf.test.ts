import { expect, test } from '@jest/globals';
import { tallyAttendance } from '@aimline/plugin-interventions-common/attendanceRate';
import { attendanceOf } from './attendanceOf';
import { cast } from './cast';
import type { Person } from './person';

/** Attendance of a student in some weeks, in whole percent. */
function percentOf(student: Person, sessionsOfWeeks: number, perWeek: number, weeks: number[]): number {
  const count = sessionsOfWeeks * perWeek;
  const marks = Array.from({ length: count }, (_, index) => ({ index, count, week: Math.floor(index / perWeek) }))
    .filter(({ week }) => weeks.includes(week))
    .map((occasion) => attendanceOf(student, occasion));
  const attended = marks.filter(({ status }) => !status?.endsWith('absence')).length;
  const { attendanceRate } = tallyAttendance({ attended, recorded: marks.length, expected: marks.length });
  return Math.round(attendanceRate! * 100);
}

test('Grace attended 86 percent of fourteen sessions', () => {
  expect(percentOf(cast.grace, 7, 2, [0, 1, 2, 3, 4, 5, 6])).toBe(86);
});

test('Jonah misses fewer check-ins than at the beginning', () => {
  expect(percentOf(cast.jonah, 7, 10, [0, 1])).toBe(60);
  expect(percentOf(cast.jonah, 7, 10, [5, 6])).toBe(85);
});

test('Priya is at home with the flu for one week', () => {
  expect([2, 3, 4].map((week) => attendanceOf(cast.priya, { index: week * 3, count: 21, week }))).toEqual([
    { status: 'present', reason: null, note: null },
    { status: 'excused_absence', reason: 'illness', note: 'Home with the flu.' },
    { status: 'present', reason: null, note: null },
  ]);
});
