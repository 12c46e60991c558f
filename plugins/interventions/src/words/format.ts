/**
 * Formats dates, times, numbers and shares in the language of the interface. Instants are shown in the time zone that the
 * caller passes, that of the school; local dates and wall-clock times are already those of the school.
 */
import type { Weekday } from '@aimline/plugin-interventions-common/interventions';
import { i18n } from './i18n';

/** Weekdays from Monday on; the index of each is that of a day in 2024, which starts on a Monday. */
const WEEKDAYS: readonly Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** `9:05 – 9:35 AM` */
export function formatTimeRange(startsAt: string, endsAt: string, timeZone: string): string {
  const format = formatter({ timeZone, hour: 'numeric', minute: '2-digit' });
  return plainSpaces(format.formatRange(new Date(startsAt), new Date(endsAt)));
}

/** `Sep 14, 9:05 AM` */
export function formatMoment(instant: string, timeZone: string): string {
  const format = formatter({ timeZone, month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' });
  return plainSpaces(format.format(new Date(instant)));
}

/** `Mon, Sep 14, 9:05 – 9:35 AM` */
export function formatDayAndTimeRange(startsAt: string, endsAt: string, timeZone: string): string {
  const day = { weekday: 'short', month: 'short', day: 'numeric' } as const;
  const format = formatter({ timeZone, ...day, hour: 'numeric', minute: '2-digit' });
  return plainSpaces(format.formatRange(new Date(startsAt), new Date(endsAt)));
}

/** The day on which an instant falls in a time zone: `Mon, Sep 14` */
export function formatDayOf(instant: string, timeZone: string): string {
  return formatDay(localDateIn(timeZone, new Date(instant)));
}

/** `Mon, Sep 14` */
export function formatDay(localDate: string): string {
  return ofDate(localDate, { weekday: 'short', month: 'short', day: 'numeric' });
}

/** `Monday, September 14` */
export function formatLongDay(localDate: string): string {
  return ofDate(localDate, { weekday: 'long', month: 'long', day: 'numeric' });
}

/** `Monday` or, short, `Mon` */
export function formatWeekday(weekday: Weekday, length: 'long' | 'short'): string {
  return ofDate(`2024-01-0${WEEKDAYS.indexOf(weekday) + 1}`, { weekday: length });
}

/** `Sep 14` */
export function formatShortDate(localDate: string): string {
  return ofDate(localDate, { month: 'short', day: 'numeric' });
}

/** `Sep 14, 2026` */
export function formatDate(localDate: string): string {
  return ofDate(localDate, { year: 'numeric', month: 'short', day: 'numeric' });
}

/** `Sep 14 – Dec 18, 2026` */
export function formatDateRange(beginDate: string, endDate: string): string {
  const format = formatter({ timeZone: 'UTC', year: 'numeric', month: 'short', day: 'numeric' });
  return plainSpaces(format.formatRange(new Date(beginDate), new Date(endDate)));
}

/**
 * `0.934` as `93%`; null, which is not 0 %, as a dash. `0%` means none and `100%` means all: other shares are not rounded
 * to these.
 */
export function formatShare(share: number | null): string {
  if (share === null) return '–';
  const rounded = Math.round(share * 100) / 100;
  const shown = rounded === 1 && share < 1 ? 0.99 : rounded === 0 && share > 0 ? 0.01 : rounded;
  return new Intl.NumberFormat(i18n.language, { style: 'percent' }).format(shown);
}

/** `1,500` */
export function formatNumber(value: number): string {
  return new Intl.NumberFormat(i18n.language).format(value);
}

export function formatName(person: { givenName: string; familyName: string }): string {
  return `${person.givenName} ${person.familyName}`.trim();
}

/** `A`, `A and B`, `A, B, and C` */
export function formatList(items: readonly string[]): string {
  return new Intl.ListFormat(i18n.language).format(items);
}

/** The calendar day in a time zone: `2026-09-14`. */
export function localDateIn(timeZone: string, instant: Date): string {
  const parts = formatter({ timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(instant);
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

export function addDays(localDate: string, days: number): string {
  return new Date(Date.parse(localDate) + days * 86_400_000).toISOString().slice(0, 10);
}

function ofDate(localDate: string, options: Intl.DateTimeFormatOptions): string {
  return plainSpaces(formatter({ timeZone: 'UTC', ...options }).format(new Date(localDate)));
}

/** Formatters by language and options, cached because creating one costs more than using it. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = i18n.language + JSON.stringify(options);
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(i18n.language, options);
  formatters.set(key, known);
  return known;
}

/** Replaces the narrow, thin and no-break spaces of Intl, which differ between browsers. */
function plainSpaces(text: string): string {
  return text.replace(/[\u2009\u202f\u00a0]/g, ' ');
}
