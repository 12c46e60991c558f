/** Source lists of a content security policy (CSP 3, section 2.3.1). */
export const NO_ORIGIN = "'none'";
/** The source list of a page that any site may frame: it has nothing to click, so a hostile frame gains nothing. */
export const ANY_ORIGIN = '*';

/**
 * A host may have a port, and a star as a wildcard; excluded are semicolon and comma, either of which would end the
 * list.
 */
const ORIGIN = /^https?:\/\/[\w.*:[\]-]+$/;

/** Origins as a source list; `'none'` when there are none. Entries that are not a plain origin are left out. */
export function sourceList(origins: readonly string[]): string {
  return origins.filter((origin) => ORIGIN.test(origin)).join(' ') || NO_ORIGIN;
}
