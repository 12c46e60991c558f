/**
 * The place in the app that a target link URI of ours points at: what follows `/app`, or `/` for the launch itself.
 * Null when the URI is not ours.
 */
export function appTarget(targetLinkUri: string, toolOrigin: string): string | null {
  if (!URL.canParse(targetLinkUri)) return null;
  const url = new URL(targetLinkUri);
  if (url.origin !== toolOrigin || url.username !== '' || url.password !== '') return null;
  if (url.pathname === '/lti/launch' || url.pathname === '/app') return '/';
  // A second slash would be read as the beginning of a host.
  return /^\/app\/(?!\/)/.test(url.pathname) ? url.pathname.slice('/app'.length) : null;
}
