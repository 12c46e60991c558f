import { readAuthorization } from '@aimline/plugin-interventions-node';
import type { Problem } from '@aimline/plugin-interventions-common/problem';
import type { RequestHandler } from 'express';
import { RateLimit } from '../RateLimit';

/** Ten a second: nobody clicks as fast, and a page that loads asks for a dozen things once. */
const REQUESTS_PER_MINUTE = 600;

const PROBLEM: Problem = {
  error: { name: 'TooManyRequestsError', message: 'That was too much at once. Try again in a minute.' },
  response: { statusCode: 429 },
};

/** Refuses what one session asks for beyond measure; other sessions of the same school go on. */
export function limitSessions(now: () => Date): RequestHandler {
  const limit = new RateLimit({ perMinute: REQUESTS_PER_MINUTE, now });
  return (request, response, next) => {
    const token = readAuthorization(request.headers.authorization);
    if (!token || !limit.exceeds(token.hash.toString('base64'))) return next();
    response.status(429).set('Retry-After', '60').json(PROBLEM);
  };
}
