import type { RequestHandler } from 'express';
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import type { Platform } from './platform';
import { Refusal } from './refusal';
import type { TtlMap } from './TtlMap';
import { UsedOnce } from './usedOnce';
import { MEMBERSHIP_SCOPE, NOTICE_HANDLERS_SCOPE } from './scopes';

export const ACCESS_TOKEN_LIFETIME_S = 3600;
/** Longest time for which an assertion may be valid, so that its id need not be remembered longer. */
export const ASSERTION_LIFETIME_S = 3600;

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const SCOPES: readonly string[] = [MEMBERSHIP_SCOPE, NOTICE_HANDLERS_SCOPE];

/** What an access token is good for, and who got it. */
export interface AccessToken {
  clientId: string;
  scopes: readonly string[];
}

/** The access tokens that are valid now. */
export type AccessTokens = TtlMap<AccessToken>;

/**
 * The OAuth 2.0 token endpoint for service calls (1EdTech Security Framework 1.1, section 4.1): client credentials with
 * a JWT that the tool signed with a key of its key set (RFC 7523). An assertion is good for one token.
 */
export function issueAccessToken(platform: Platform, tokenEndpoint: string, tokens: AccessTokens): RequestHandler {
  const { tool, tools, now } = platform;
  // All tools share a key set: they are one tool, registered several times.
  const toolKeys = createRemoteJWKSet(new URL(tool.jwksUri), { cooldownDuration: 5_000 });
  // longer than jwtVerify takes an assertion, by the tolerance of the clock and a second
  const assertions = new UsedOnce({ lifetimeS: ASSERTION_LIFETIME_S + 11, now });

  return async (request, response) => {
    const asked: Record<string, unknown> = request.body ?? {};
    if (asked.grant_type !== 'client_credentials') {
      throw new Refusal(400, 'Expected the grant type "client_credentials".', 'unsupported_grant_type');
    }
    if (asked.client_assertion_type !== ASSERTION_TYPE || typeof asked.client_assertion !== 'string') {
      throw new Refusal(401, `Expected a client assertion of the type "${ASSERTION_TYPE}".`, 'invalid_client');
    }
    const clientId = await verifyAssertion(asked.client_assertion);
    const scopes = String(asked.scope ?? '')
      .split(' ')
      .filter((scope) => SCOPES.includes(scope));
    if (scopes.length === 0) throw new Refusal(400, 'None of the scopes asked for can be granted.', 'invalid_scope');
    response.set('cache-control', 'no-store').json({
      access_token: tokens.put({ clientId, scopes }),
      token_type: 'Bearer',
      expires_in: ACCESS_TOKEN_LIFETIME_S,
      scope: scopes.join(' '),
    });
  };

  /** Returns the client. */
  async function verifyAssertion(assertion: string): Promise<string> {
    const { payload } = await jwtVerify(assertion, toolKeys, {
      algorithms: ['RS256'],
      issuer: [...tools.keys()],
      audience: tokenEndpoint,
      requiredClaims: ['exp', 'iat', 'jti'],
      maxTokenAge: ASSERTION_LIFETIME_S,
      clockTolerance: 5,
      currentDate: now(),
    }).catch((error: unknown) => {
      if (error instanceof errors.JOSEError) {
        throw new Refusal(401, `The client assertion is refused: ${error.message}.`, 'invalid_client');
      }
      throw error;
    });
    if (payload.sub !== payload.iss) {
      throw new Refusal(401, 'The client assertion names another subject than its issuer.', 'invalid_client');
    }
    if (!assertions.use(payload.jti!)) {
      throw new Refusal(401, 'The client assertion was used before.', 'invalid_client');
    }
    return payload.iss!;
  }
}
