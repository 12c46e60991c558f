import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { expandMeetingTimes, localDateAt } from './expandMeetingTimes';
import { WEEKDAYS } from './interventions';

const base = { timeZone: 'America/Chicago', closedDates: new Set<string>() };
const monday = { weekday: 'monday' as const, startTime: '09:00', endTime: '09:30' };

test('a meeting keeps its wall-clock time when clocks go back, and a closed day has no meeting', () => {
  const meetings = expandMeetingTimes({
    ...base,
    meetingTimes: [monday],
    beginDate: '2026-10-26',
    endDate: '2026-11-09',
    closedDates: new Set(['2026-11-02']),
  });
  expect(meetings).toEqual([
    { localDate: '2026-10-26', startsAt: '2026-10-26T14:00:00.000Z', endsAt: '2026-10-26T14:30:00.000Z' },
    { localDate: '2026-11-09', startsAt: '2026-11-09T15:00:00.000Z', endsAt: '2026-11-09T15:30:00.000Z' },
  ]);
});

test('a time that the change to summer time skips moves forward by an hour', () => {
  const sunday = { weekday: 'sunday' as const, startTime: '02:15', endTime: '02:45' };
  const dates = { beginDate: '2027-03-14', endDate: '2027-03-14' };
  expect(expandMeetingTimes({ ...base, ...dates, meetingTimes: [sunday] })).toEqual([
    { localDate: '2027-03-14', startsAt: '2027-03-14T08:15:00.000Z', endsAt: '2027-03-14T08:45:00.000Z' },
  ]);
});

test('a meeting that begins in the skipped hour keeps its duration', () => {
  const sunday = { weekday: 'sunday' as const, startTime: '02:30', endTime: '03:00' };
  const dates = { beginDate: '2027-03-14', endDate: '2027-03-14' };
  expect(expandMeetingTimes({ ...base, ...dates, meetingTimes: [sunday] })).toEqual([
    { localDate: '2027-03-14', startsAt: '2027-03-14T08:30:00.000Z', endsAt: '2027-03-14T09:00:00.000Z' },
  ]);
});

test('the first and the last day are inclusive, and meetings of one day are in order', () => {
  const dates = { beginDate: '2026-09-14', endDate: '2026-09-14' };
  const later = { weekday: 'monday' as const, startTime: '13:00', endTime: '13:20' };
  const meetings = expandMeetingTimes({ ...base, ...dates, meetingTimes: [later, monday] });
  expect(meetings.map(({ startsAt }) => startsAt)).toEqual(['2026-09-14T14:00:00.000Z', '2026-09-14T18:00:00.000Z']);
});

test('in any time zone and season, a meeting is on its weekday and at its wall-clock time', () => {
  const zone = fc.constantFrom(
    'America/Chicago',
    'America/New_York',
    'Europe/Berlin',
    'Australia/Lord_Howe',
    'Asia/Kolkata',
    'Pacific/Chatham',
  );
  const begin = fc
    .integer({ min: 0, max: 3000 })
    .map((days) => new Date(Date.UTC(2024, 0, 1 + days)).toISOString().slice(0, 10));
  fc.assert(
    fc.property(
      zone,
      begin,
      fc.constantFrom(...WEEKDAYS),
      fc.integer({ min: 4, max: 22 }),
      (timeZone, beginDate, weekday, hour) => {
        const startTime = `${String(hour).padStart(2, '0')}:30`;
        const endTime = `${String(hour + 1).padStart(2, '0')}:15`;
        const endDate = new Date(Date.parse(beginDate) + 60 * 86_400_000).toISOString().slice(0, 10);
        const meetings = expandMeetingTimes({
          meetingTimes: [{ weekday, startTime, endTime }],
          beginDate,
          endDate,
          timeZone,
          closedDates: new Set(),
        });
        expect(meetings.length).toBeGreaterThanOrEqual(8);
        for (const { startsAt, endsAt, localDate } of meetings) {
          const wall = new Intl.DateTimeFormat('en-GB', {
            timeZone,
            weekday: 'long',
            hour: '2-digit',
            minute: '2-digit',
          });
          expect(wall.format(new Date(startsAt)).toLowerCase().replace(/,? /, ' ')).toBe(`${weekday} ${startTime}`);
          expect(Date.parse(endsAt) - Date.parse(startsAt)).toBe(45 * 60_000);
          expect(localDateAt(new Date(startsAt), timeZone)).toBe(localDate);
        }
      },
    ),
    { numRuns: 150, seed: 20260914 },
  );
});
