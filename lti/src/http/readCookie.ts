import type { Request } from 'express';

/** The value of a cookie, not decoded, which our secrets do not need; undefined when the browser did not send it. */
export function readCookie({ headers }: Request, name: string): string | undefined {
  const start = `${name}=`;
  const cookies = (headers.cookie ?? '').split(';').map((cookie) => cookie.trim());
  return cookies.find((cookie) => cookie.startsWith(start))?.slice(start.length);
}
