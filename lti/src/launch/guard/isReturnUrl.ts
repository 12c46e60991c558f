/**
 * Whether the links of a course may be sent there: https, or http on this machine, at an origin whose pages show
 * Aimline. Canvas answers at the domain of the school and is registered with `https://*.instructure.com`: there, and
 * nowhere else, a star stands for any subdomain.
 *
 * Origins of the endpoints do not count beside these. An installation puts them on the list; and the app's own content
 * security policy lets the browser send a form to this list alone.
 */
export function isReturnUrl(text: string, frameOrigins: readonly string[]): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !isSafeUrl(url) || url.username !== '' || url.password !== '') return false;
  return frameOrigins.some((origin) => origin === url.origin || isSubdomain(url, origin));
}

/** With `https://*.example.org`, any host below example.org on the default port, as a source of a policy is read. */
function isSubdomain(url: URL, origin: string): boolean {
  const [, domain] = /^https:\/\/\*(\.[^*/:]+)$/.exec(origin) ?? [];
  return domain !== undefined && url.protocol === 'https:' && url.port === '' && url.hostname.endsWith(domain);
}
import { isSafeUrl } from '@aimline/plugin-interventions-node';
