/**
 * The path in the app that a target link URI points to: the part after `/app`, or `/` for the launch URL itself. Null
 * when the URI is not one of this tool.
 */
export function appTarget(targetLinkUri: string, toolOrigin: string): string | null {
  if (!URL.canParse(targetLinkUri)) return null;
  const url = new URL(targetLinkUri);
  if (url.origin !== toolOrigin || url.username !== '' || url.password !== '') return null;
  if (url.pathname === '/lti/launch' || url.pathname === '/app') return '/';
  // A browser would read a second slash as the start of a host.
  return /^\/app\/(?!\/)/.test(url.pathname) ? url.pathname.slice('/app'.length) : null;
}
