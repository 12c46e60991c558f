import { expect, test } from '@jest/globals';
import { describeMeetingTimes } from './meetingTimes';

test('days with equal times are one entry, three or more in a row a span', () => {
  expect(
    describeMeetingTimes([
      { weekday: 'monday', startTime: '09:05', endTime: '09:35' },
      { weekday: 'wednesday', startTime: '09:05', endTime: '09:35' },
      { weekday: 'friday', startTime: '13:00', endTime: '13:30' },
    ]),
  ).toBe('Mon, Wed 9:05 – 9:35 AM; Fri 1:00 – 1:30 PM');
  expect(
    describeMeetingTimes(
      (['thursday', 'monday', 'tuesday', 'wednesday'] as const).map((weekday) => ({
        ...{ weekday, startTime: '11:45', endTime: '12:15' },
      })),
    ),
  ).toBe('Mon–Thu 11:45 AM – 12:15 PM');
});
