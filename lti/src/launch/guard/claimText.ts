import { z } from 'zod';

/** Half of a surrogate pair is no character, and no database takes it. */
// oxlint-disable-next-line no-control-regex
const PRINTABLE = /^[^\u0000-\u001f\u007f\p{Surrogate}]*$/u;
// oxlint-disable-next-line no-control-regex
const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f\p{Surrogate}]+/gu;
const UNRESOLVED_VARIABLE = /^\$[A-Za-z][\w.]*$/;

/** Text of the platform's that is compared as it is: printable characters, `max` at most, possibly none. */
export function printable(max: number) {
  return z.string().max(max).regex(PRINTABLE);
}

/** An identifier of the platform's: 1 to `max` printable characters, compared as it is. */
export function identifier(max = 255) {
  return printable(max).min(1);
}

/**
 * Text for people, such as a name or a title. An unresolved variable ("$Person.name.given"), which a platform sends
 * when it does not know or does not tell, is missing, and so is blank text.
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

/** An identifier that a platform may leave unresolved, or blank: then it is missing. */
export const claimId = z
  .string()
  .max(255)
  .regex(PRINTABLE)
  .transform((text) => text.trim())
  .transform((text) => (text === '' || UNRESOLVED_VARIABLE.test(text) ? undefined : text));

/** Identifiers with commas between them, in a custom parameter; missing when the variable was not resolved. */
export const claimList = z
  .string()
  .max(20_000)
  .regex(PRINTABLE)
  .transform((text) => (UNRESOLVED_VARIABLE.test(text.trim()) ? undefined : text.split(',').map((part) => part.trim())))
  .transform((parts) => parts?.filter((part) => part !== ''))
  .pipe(z.array(identifier()).max(100).optional());
