import { expect, test } from '@jest/globals';
import { ATTENDED_STATUSES, tallyAttendance } from './attendanceRate';

test('being late, leaving early or staying for a part is attendance; an absence is none, excused or not', () => {
  expect(ATTENDED_STATUSES).toEqual(['present', 'tardy', 'early_departure', 'partial']);
});

test('a mark that was never made lowers the recording rate and not the attendance rate', () => {
  expect(tallyAttendance({ attended: 3, recorded: 4, expected: 8 })).toEqual({
    attended: 3,
    recorded: 4,
    expected: 8,
    attendanceRate: 0.75,
    recordingRate: 0.5,
  });
});

test('nothing recorded is no rate, which is not 0 %', () => {
  expect(tallyAttendance({ attended: 0, recorded: 0, expected: 6 })).toMatchObject({
    attendanceRate: null,
    recordingRate: 0,
  });
  expect(tallyAttendance({ attended: 0, recorded: 0, expected: 0 })).toMatchObject({
    attendanceRate: null,
    recordingRate: null,
  });
});
