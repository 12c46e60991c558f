import { readAuthorization } from '@aimline/plugin-interventions-node';
import type { Problem } from '@aimline/plugin-interventions-common/problem';
import type { RequestHandler } from 'express';
import { networkOf } from '../networkOf';
import { RateLimit } from '../RateLimit';

/** Ten a second: nobody clicks as fast, and a page that loads asks for a dozen things once. */
const REQUESTS_PER_MINUTE = 600;
/** One address is a whole school, whose sessions end one by one. */
const UNKNOWN_TOKENS_PER_MINUTE = 6_000;

const PROBLEM: Problem = {
  error: { name: 'TooManyRequestsError', message: 'That was too much at once. Try again in a minute.' },
  response: { statusCode: 429 },
};

/**
 * Refuses what one session asks for beyond measure; other sessions of the same school go on. Also refuses the network
 * from which too many tokens have come that count no more, or never did: nobody guesses 32 bytes of chance, but each
 * guess is a question to the database.
 */
export function limitSessions(
  now: () => Date,
  { unknownTokensPerMinute = UNKNOWN_TOKENS_PER_MINUTE } = {},
): RequestHandler {
  const ofSession = new RateLimit({ perMinute: REQUESTS_PER_MINUTE, now });
  const unknownTokens = new RateLimit({ perMinute: unknownTokensPerMinute, now });
  return (request, response, next) => {
    const { authorization } = request.headers;
    if (authorization === undefined) return next();
    const token = readAuthorization(authorization);
    const network = networkOf(request.ip ?? '');
    if (unknownTokens.isUsedUp(network) || (token && ofSession.exceeds(token.hash.toString('base64')))) {
      response.status(429).set('Retry-After', '60').json(PROBLEM);
      return;
    }
    response.once('finish', () => {
      if (response.statusCode === 401) unknownTokens.exceeds(network);
    });
    next();
  };
}
