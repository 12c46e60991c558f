import { expect, test } from '@jest/globals';
import { tallyAttendance } from '@aimline/plugin-interventions-common/attendanceRate';
import { describeTally } from './describeTally';
import { attendanceInPlainWords, ratingInPlainWords, trendInPlainWords } from './plainWords';

test.each([
  [16, 18, 'Maya came to 16 of the 18 sessions recorded so far.'],
  [18, 18, 'Maya came to all 18 sessions recorded so far.'],
  [1, 1, 'Maya came to the one session recorded so far.'],
  [0, 18, 'Maya came to none of the 18 sessions recorded so far.'],
  [0, 1, 'Maya did not come to the one session recorded so far.'],
  [0, 0, 'No sessions have been recorded yet.'],
])('a family reads how often their child attended: %i of %i recorded sessions', (attended, recorded, sentence) => {
  expect(attendanceInPlainWords('Maya', tallyAttendance({ attended, recorded, expected: 20 }))).toBe(sentence);
});

test('a family reads the latest rating in a sentence', () => {
  expect(ratingInPlainWords('Maya', { notedOn: '2026-09-14', rating: 3 })).toBe(
    'On Monday, September 14, the teacher noted that Maya can do this most of the time.',
  );
  expect(ratingInPlainWords('Maya', undefined)).toBe('The teacher has not noted yet how it is going.');
});

test('a few ratings are not enough for a trend', () => {
  expect(trendInPlainWords('Maya', { direction: 'too_early', slopePerWeek: null, ratingCount: 2, spanDays: 9 })).toBe(
    'It is too early to say how things are changing.',
  );
});

test('marks that were not recorded are counted separately', () => {
  expect(describeTally(tallyAttendance({ attended: 16, recorded: 18, expected: 20 }))).toBe(
    '16 of 18 · 2 not recorded',
  );
  expect(describeTally(tallyAttendance({ attended: 0, recorded: 0, expected: 20 }))).toBe('nothing recorded');
  expect(describeTally(tallyAttendance({ attended: 0, recorded: 0, expected: 0 }))).toBe('no sessions yet');
});
