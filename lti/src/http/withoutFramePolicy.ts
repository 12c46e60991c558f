import type { RequestHandler } from 'express';

/**
 * Takes back what a default middleware may have set for pages that nobody frames: ours are shown by other sites, and
 * each page says by which (`frame-ancestors`). The opener policy would cut a new window off from the LMS.
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
