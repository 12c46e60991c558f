import type { MeetingTime } from '@aimline/plugin-interventions-common/interventions';
import { formatWallTime } from './format';
import { WEEKDAY_LABELS } from './labels';

/** Weekly meetings in a few words, equal times once: `Mon, Wed 9:05 AM – 9:35 AM; Fri 1:00 PM – 1:30 PM`. */
export function describeMeetingTimes(meetings: readonly MeetingTime[]): string {
  const byTime = new Map<string, string[]>();
  for (const { weekday, startTime, endTime } of meetings) {
    const time = `${formatWallTime(startTime)} – ${formatWallTime(endTime)}`;
    byTime.set(time, [...(byTime.get(time) ?? []), WEEKDAY_LABELS[weekday].slice(0, 3)]);
  }
  return [...byTime].map(([time, days]) => `${days.join(', ')} ${time}`).join('; ');
}
