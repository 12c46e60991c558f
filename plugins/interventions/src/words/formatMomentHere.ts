import { formatMoment } from './format';

/** `Sep 14, 9:05 AM` by the clock of the device: what belongs to no school has no other time zone. */
export function formatMomentHere(instant: string): string {
  return formatMoment(instant, Intl.DateTimeFormat().resolvedOptions().timeZone);
}
