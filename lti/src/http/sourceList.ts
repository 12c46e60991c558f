/** Source lists of a content security policy (CSP 3, section 2.3.1). */
export const NO_ORIGIN = "'none'";
/** For a page with nothing to press in it: whoever frames it gains nothing. */
export const ANY_ORIGIN = '*';

/** A host may hold a semicolon or a comma, either of which would end the list; a port, and a star in place of a part. */
const ORIGIN = /^https?:\/\/[\w.*:[\]-]+$/;

/** Origins as a source list; `'none'` when there are none. What is no plain origin is left out. */
export function sourceList(origins: readonly string[]): string {
  return origins.filter((origin) => ORIGIN.test(origin)).join(' ') || NO_ORIGIN;
}
