import type { Request, Response } from 'express';
import type { AccessToken, AccessTokens } from './issueAccessToken';
import { Refusal } from './refusal';

/**
 * Returns the access token of a request.
 *
 * @throws {Refusal} when the request has no valid access token, or one without the scope.
 */
export function expectToken(request: Request, response: Response, tokens: AccessTokens, scope: string): AccessToken {
  const bearer = /^Bearer (\S+)$/i.exec(request.get('authorization') ?? '')?.[1];
  const token = bearer === undefined ? undefined : tokens.read(bearer);
  if (!token) {
    response.set('www-authenticate', 'Bearer');
    throw new Refusal(401, 'Expected a valid access token.', 'invalid_token');
  }
  if (!token.scopes.includes(scope)) {
    throw new Refusal(403, `Expected an access token with the scope "${scope}".`, 'insufficient_scope');
  }
  return token;
}
