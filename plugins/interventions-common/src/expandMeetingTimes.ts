import { Temporal } from 'temporal-polyfill';
import { type MeetingTime, WEEKDAYS } from './interventions';

/** One dated meeting: instants in UTC, ISO 8601, and the day in the school's own time zone. */
export interface Meeting {
  localDate: string;
  startsAt: string;
  endsAt: string;
}

/**
 * Expands weekly meeting times into dated meetings, in order of time.
 *
 *     Mon 09:00-09:30 from 26 Oct to 9 Nov in Chicago, closed on 2 Nov
 *     26 Oct 14:00Z (summer time) · 2 Nov none · 9 Nov 15:00Z (winter time)
 *
 * A meeting keeps its wall-clock time across a daylight-saving change. A time that the change skips moves forward by the
 * length of the gap; of a time that occurs twice, the first is used (RFC 5545, section 3.3.5). The duration is always the
 * difference of the wall-clock times, also across a change (section 3.8.5.3).
 *
 * @param beginDate - first day, inclusive
 * @param endDate - last day, inclusive
 * @param closedDates - days without sessions
 */
export function expandMeetingTimes(options: {
  meetingTimes: readonly MeetingTime[];
  beginDate: string;
  endDate: string;
  timeZone: string;
  closedDates: ReadonlySet<string>;
}): Meeting[] {
  const { meetingTimes, timeZone, closedDates } = options;
  const last = Temporal.PlainDate.from(options.endDate);
  const meetings: Meeting[] = [];
  for (
    let day = Temporal.PlainDate.from(options.beginDate);
    Temporal.PlainDate.compare(day, last) <= 0;
    day = day.add({ days: 1 })
  ) {
    const localDate = day.toString();
    if (closedDates.has(localDate)) continue;
    for (const meeting of meetingTimes.filter(({ weekday }) => WEEKDAYS[day.dayOfWeek - 1] === weekday)) {
      const startTime = Temporal.PlainTime.from(meeting.startTime);
      const startsAt = day.toZonedDateTime({ timeZone, plainTime: startTime }).toInstant();
      const endsAt = startsAt.add(startTime.until(meeting.endTime));
      meetings.push({ localDate, startsAt: format(startsAt), endsAt: format(endsAt) });
    }
  }
  return meetings.toSorted((a, b) => a.startsAt.localeCompare(b.startsAt));
}

/** The calendar date at an instant in a time zone, as `2026-09-14`. */
export function localDateAt(instant: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}

function format(instant: Temporal.Instant): string {
  return instant.toString({ fractionalSecondDigits: 3 });
}
