import type { Request, Response } from 'express';
import type { AccessToken, AccessTokens } from './issueAccessToken';
import { Refusal } from './refusal';

/** @throws {Refusal} when the request comes without an access token that is valid now, or with one of another scope. */
export function expectToken(request: Request, response: Response, tokens: AccessTokens, scope: string): AccessToken {
  const bearer = /^Bearer (\S+)$/i.exec(request.get('authorization') ?? '')?.[1];
  const token = bearer === undefined ? undefined : tokens.read(bearer);
  if (!token) {
    response.set('www-authenticate', 'Bearer');
    throw new Refusal(401, 'Expected an access token that is valid now.', 'invalid_token');
  }
  if (!token.scopes.includes(scope)) {
    throw new Refusal(403, `Expected an access token of the scope "${scope}".`, 'insufficient_scope');
  }
  return token;
}
