import { z } from 'zod';

// zod compiles validators with `new Function` unless told otherwise, which the page's content security policy forbids.
z.config({ jitless: true });

/** A UUID, lower-cased as Postgres writes it, so that equal ids are equal strings (RFC 9562, section 4: input is case-insensitive). */
export const Uuid = z.uuid({ error: 'Expected an id in the form of a UUID.' }).toLowerCase();

/** A calendar day in the school's own time zone, ISO 8601: `2026-09-14`. From 1900 to 2199: Postgres has no year 0, and an instant after 9999 is written in another form. */
export const LocalDate = z.iso
  .date({ error: 'Expected a date such as "2026-09-14".' })
  .refine((date) => date >= '1900-01-01' && date < '2200-01-01', { error: 'Expected a date from 1900 to 2199.' })
  .meta({ id: 'LocalDate' });

/** A time of day on the school's wall clock, 24 hours: `09:05`. */
export const LocalTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'Expected a time of day such as "09:05".' })
  .meta({ id: 'LocalTime' });

/** An instant in UTC, ISO 8601. */
export const Instant = z.iso.datetime().meta({ id: 'Instant' });

/** An IANA time zone name such as `America/Chicago`. */
export const TimeZone = z
  .string()
  .max(60)
  .refine(isTimeZone, { error: 'Expected an IANA time zone such as "America/Chicago".' })
  .meta({ id: 'TimeZone' });

/** Trimmed text of 1 to `max` characters, without control characters other than line breaks and tabs. */
export function text(max: number, what = 'some text') {
  return z
    .string({ error: `Expected ${what}.` })
    .trim()
    .min(1, { error: `Expected ${what}.` })
    .max(max, { error: `Expected at most ${max} characters.` })
    .refine((value) => !CONTROL_CHARACTERS.test(value), { error: 'Control characters are not allowed.' });
}

/** Like `text`, but may be empty. */
export function optionalText(max: number) {
  return z
    .string()
    .trim()
    .max(max, { error: `Expected at most ${max} characters.` })
    .refine((value) => !CONTROL_CHARACTERS.test(value), { error: 'Control characters are not allowed.' });
}

/** A search term; an empty one matches everything. */
export const SearchText = optionalText(120);

export const PersonName = z.object({ givenName: z.string(), familyName: z.string() });

export const Staff = PersonName.extend({ staffId: Uuid }).meta({ id: 'Staff' });
export type Staff = z.infer<typeof Staff>;

export const Student = PersonName.extend({ studentId: Uuid }).meta({ id: 'Student' });
export type Student = z.infer<typeof Student>;

// Postgres cannot store NUL and would store half of a surrogate pair as something else; users do not type the others.
// oxlint-disable-next-line no-control-regex
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Surrogate}/u;

function isTimeZone(name: string): boolean {
  try {
    // Intl also accepts offsets such as "+05:00", which have no daylight-saving time.
    return /^[A-Za-z]/.test(name) && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
