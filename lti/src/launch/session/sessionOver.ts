import { AuthenticationError } from '@backstage/errors';

/** The error for a token that is unknown, expired or revoked; it does not tell the caller which. */
export function sessionOver(): AuthenticationError {
  return new AuthenticationError('The session is over. Open Aimline again from your course.');
}
