import type { Request } from 'express';

/** The value of a cookie as the browser sent it; undefined without one. Ours hold secrets, and need no decoding. */
export function readCookie({ headers }: Request, name: string): string | undefined {
  const start = `${name}=`;
  const cookies = (headers.cookie ?? '').split(';').map((cookie) => cookie.trim());
  return cookies.find((cookie) => cookie.startsWith(start))?.slice(start.length);
}
