const LOCAL_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * An address that may be called or redirected to: https, or http on this machine.
 *
 * @throws Error when it is neither.
 */
export function expectSafeUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && isSafeUrl(url)) return url;
  throw new Error(`"${text}" is not a safe address: expected https, or http on localhost.`);
}

/** Whether an address is https, or http on this machine. */
export function isSafeUrl(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLocalUrl(url));
}

/** Whether an address is on this machine. */
export function isLocalUrl({ hostname }: URL): boolean {
  return LOCAL_HOSTS.has(hostname);
}
