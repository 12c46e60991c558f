import { expect, test } from '@jest/globals';
import { tallyAttendance } from '@aimline/plugin-interventions-common/attendanceRate';
import { describeTally } from './describeTally';
import { attendanceInPlainWords, trendInPlainWords } from './plainWords';

test('a family reads how often their child came, of the sessions that were recorded', () => {
  const tally = (attended: number, recorded: number) => tallyAttendance({ attended, recorded, expected: 20 });
  expect(attendanceInPlainWords('Maya', tally(16, 18))).toBe('Maya came to 16 of the 18 sessions recorded so far.');
  expect(attendanceInPlainWords('Maya', tally(18, 18))).toBe('Maya came to all 18 sessions recorded so far.');
  expect(attendanceInPlainWords('Maya', tally(0, 0))).toBe('No sessions have been recorded yet.');
});

test('few ratings are no verdict', () => {
  expect(trendInPlainWords('Maya', { direction: 'too_early', slopePerWeek: null, ratingCount: 2, spanDays: 9 })).toBe(
    'It is too early to say how things are changing.',
  );
});

test('what was never recorded is its own number', () => {
  expect(describeTally(tallyAttendance({ attended: 16, recorded: 18, expected: 20 }))).toBe(
    '16 of 18 · 2 not recorded',
  );
  expect(describeTally(tallyAttendance({ attended: 0, recorded: 0, expected: 20 }))).toBe('nothing recorded');
  expect(describeTally(tallyAttendance({ attended: 0, recorded: 0, expected: 0 }))).toBe('no sessions yet');
});
