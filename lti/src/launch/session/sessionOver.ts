import { AuthenticationError } from '@backstage/errors';

/** For a token that is unknown, over or revoked: which of these is for nobody to learn. */
export function sessionOver(): AuthenticationError {
  return new AuthenticationError('The session is over. Open Aimline from your course once more.');
}
