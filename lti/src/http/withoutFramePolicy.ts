import type { RequestHandler } from 'express';

/**
 * Removes the headers that default middleware sets to forbid frames: our pages are framed by other sites, and each page
 * lists them (`frame-ancestors`). The opener policy would separate a new window from the LMS that opened it.
 */
export const withoutFramePolicy: RequestHandler = (_request, response, next) => {
  for (const name of HEADERS) response.removeHeader(name);
  next();
};

const HEADERS = [
  'X-Frame-Options',
  'Content-Security-Policy',
  'Cross-Origin-Opener-Policy',
  'Cross-Origin-Embedder-Policy',
  'Cross-Origin-Resource-Policy',
];
