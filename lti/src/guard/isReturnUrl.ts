/**
 * Whether the links for a course may be sent to this URL: https, or http on this machine, at an origin whose pages may
 * show Aimline in a frame. Canvas receives them at the domain of the school and is registered with
 * `https://*.instructure.com`: in such an entry, a star stands for any subdomain.
 *
 * The origins of the endpoints are not accepted in addition: an installation adds them to the list anyway, and the
 * app's content security policy lets the browser send a form to the listed origins only.
 */
export function isReturnUrl(text: string, frameOrigins: readonly string[]): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !isSafeUrl(url) || url.username !== '' || url.password !== '') return false;
  return frameOrigins.some((origin) => origin === url.origin || isSubdomain(url, origin));
}

/**
 * Whether `origin` is a wildcard such as `https://*.example.org` that covers the URL: any host below it, default port
 * (CSP 3).
 */
function isSubdomain(url: URL, origin: string): boolean {
  const [, domain] = /^https:\/\/\*(\.[^*/:]+)$/.exec(origin) ?? [];
  return domain !== undefined && url.protocol === 'https:' && url.port === '' && url.hostname.endsWith(domain);
}
import { isSafeUrl } from '@aimline/plugin-interventions-node';
