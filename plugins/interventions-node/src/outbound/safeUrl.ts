const LOCAL_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Parses a URL that is safe to call or to redirect to: https, or http on this machine.
 *
 * @throws Error when it is neither
 */
export function expectSafeUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && isSafeUrl(url)) return url;
  throw new Error(`"${text}" is not a safe address: expected https, or http on localhost.`);
}

/** Whether a URL is https, or http on this machine. */
export function isSafeUrl(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLocalUrl(url));
}

/** Whether the host of a URL is this machine. */
export function isLocalUrl({ hostname }: URL): boolean {
  return LOCAL_HOSTS.has(hostname);
}
