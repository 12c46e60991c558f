import type { MeetingTime, Weekday } from '@aimline/plugin-interventions-common/interventions';
import { formatTimeRange, formatWeekday } from './format';
import { weekdayLabels } from './labels';

/** Weekly meetings as a short text, with days of equal times together: `Mon, Wed 9:05 – 9:35 AM; Fri 1:00 – 1:30 PM`. */
export function describeMeetingTimes(meetings: readonly MeetingTime[]): string {
  const byTime = Map.groupBy(meetings, ({ startTime, endTime }) => `${startTime} ${endTime}`);
  return [...byTime.values()]
    .map((group) => {
      const { startTime, endTime } = group[0]!;
      const time = formatTimeRange(`2000-01-01T${startTime}:00Z`, `2000-01-01T${endTime}:00Z`, 'UTC');
      return `${describeDays(group.map(({ weekday }) => weekday))} ${time}`;
    })
    .join('; ');
}

/** `Mon, Wed`; three or more days in a row as `Mon–Thu`. */
function describeDays(weekdays: readonly Weekday[]): string {
  const all = Object.keys(weekdayLabels()) as Weekday[];
  const runs: Weekday[][] = [];
  for (const weekday of all.filter((each) => weekdays.includes(each))) {
    const run = runs.at(-1);
    if (run && all.indexOf(run.at(-1)!) + 1 === all.indexOf(weekday)) run.push(weekday);
    else runs.push([weekday]);
  }
  const short = (weekday: Weekday) => formatWeekday(weekday, 'short');
  return runs
    .map((run) => (run.length < 3 ? run.map(short).join(', ') : `${short(run[0]!)}–${short(run.at(-1)!)}`))
    .join(', ');
}
