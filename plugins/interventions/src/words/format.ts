/**
 * How dates, times, numbers and shares are written, in the language of the interface. Instants are told in the time zone of
 * the school, which is handed in; local dates and wall-clock times belong to the school already and are written as they are.
 */
import type { Weekday } from '@aimline/plugin-interventions-common/interventions';
import { i18n } from './i18n';

/** In the order of the first days of 2024, which began on a Monday. */
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

/** The day an instant falls on: `Mon, Sep 14` */
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

/** `0.934` as `93%`; null, which is not 0 %, as a dash. Never rounds to 0% or 100% what is not quite that. */
export function formatShare(share: number | null): string {
  if (share === null) return '–';
  const percent = Math.round(share * 100);
  if (percent === 100 && share < 1) return '99%';
  if (percent === 0 && share > 0) return '1%';
  return `${percent}%`;
}

/** `1,500` */
export function formatNumber(value: number): string {
  return new Intl.NumberFormat(i18n.language).format(value);
}

/** `1 student`, `2 students` */
export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

export function formatName(person: { givenName: string; familyName: string }): string {
  return `${person.givenName} ${person.familyName}`.trim();
}

/** `A`, `A and B`, `A, B and C` */
export function formatList(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
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

/** Making a formatter costs more than using it. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = i18n.language + JSON.stringify(options);
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(i18n.language, options);
  formatters.set(key, known);
  return known;
}

/** Intl writes narrow and thin spaces, differently from one browser to the next. */
function plainSpaces(text: string): string {
  return text.replace(/[\u2009\u202f\u00a0]/g, ' ');
}
