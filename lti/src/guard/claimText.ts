import { z } from 'zod';

/** Excludes half a surrogate pair as well, which the database rejects. */
// oxlint-disable-next-line no-control-regex
const PRINTABLE = /^[^\u0000-\u001f\u007f\p{Surrogate}]*$/u;
// oxlint-disable-next-line no-control-regex
const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f\p{Surrogate}]+/gu;
const UNRESOLVED_VARIABLE = /^\$[A-Za-z][\w.]*$/;

/** A text that is compared verbatim: printable characters, `max` at most, possibly empty. */
export function printable(max: number) {
  return z.string().max(max).regex(PRINTABLE);
}

/** An identifier of the platform, compared verbatim: 1 to `max` printable characters. */
export function identifier(max = 255) {
  return printable(max).min(1);
}

/**
 * A text for people, such as a name or a title. Blank text becomes undefined, and so does an unresolved variable
 * ("$Person.name.given"), which a platform sends when it does not know the value or does not disclose it.
 */
export const claimText = z
  .string()
  .max(1000)
  .transform((text) =>
    text
      .replace(CONTROL_CHARACTERS, ' ')
      .trim()
      .slice(0, 200)
      .replace(/[\ud800-\udbff]$/, ''),
  )
  .transform((text) => (text === '' || UNRESOLVED_VARIABLE.test(text) ? undefined : text));

/** An identifier that is undefined when the platform leaves it blank or unresolved. */
export const claimId = z
  .string()
  .max(255)
  .regex(PRINTABLE)
  .transform((text) => text.trim())
  .transform((text) => (text === '' || UNRESOLVED_VARIABLE.test(text) ? undefined : text));

/** Comma-separated identifiers of a custom parameter; undefined when the platform did not resolve the variable. */
export const claimList = z
  .string()
  .max(20_000)
  .regex(PRINTABLE)
  .transform((text) => (UNRESOLVED_VARIABLE.test(text.trim()) ? undefined : text.split(',').map((part) => part.trim())))
  .transform((parts) => parts?.filter((part) => part !== ''))
  .pipe(z.array(identifier()).max(100).optional());
