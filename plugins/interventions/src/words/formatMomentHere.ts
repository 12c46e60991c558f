import { formatMoment } from './format';

/** `Sep 14, 9:05 AM` in the time zone of the device, for what belongs to no school and so has no time zone of its own. */
export function formatMomentHere(instant: string): string {
  return formatMoment(instant, Intl.DateTimeFormat().resolvedOptions().timeZone);
}
