import { expect, test } from '@jest/globals';
import { ATTENDED_STATUSES, tallyAttendance } from './attendanceRate';

test('arriving late, leaving early and partial presence count as attended; absences do not, excused or not', () => {
  expect(ATTENDED_STATUSES).toEqual(['present', 'tardy', 'early_departure', 'partial']);
});

test('a missing mark lowers the recording rate, not the attendance rate', () => {
  expect(tallyAttendance({ attended: 3, recorded: 4, expected: 8 })).toEqual({
    attended: 3,
    recorded: 4,
    expected: 8,
    attendanceRate: 0.75,
    recordingRate: 0.5,
  });
});

test('without any record there is no rate, which is not 0 %', () => {
  expect(tallyAttendance({ attended: 0, recorded: 0, expected: 6 })).toMatchObject({
    attendanceRate: null,
    recordingRate: 0,
  });
  expect(tallyAttendance({ attended: 0, recorded: 0, expected: 0 })).toMatchObject({
    attendanceRate: null,
    recordingRate: null,
  });
});
