import type { RequestHandler } from 'express';
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import type { Platform } from './platform';
import { Refusal } from './refusal';
import type { TtlMap } from './TtlMap';
import { UsedOnce } from './usedOnce';
import { MEMBERSHIP_SCOPE, NOTICE_HANDLERS_SCOPE } from './scopes';

/** How long an access token is valid. */
export const ACCESS_TOKEN_LIFETIME_S = 3600;
/** Maximum age of a client assertion: its `jti` has to be remembered for as long. */
export const ASSERTION_LIFETIME_S = 3600;

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const SCOPES: readonly string[] = [MEMBERSHIP_SCOPE, NOTICE_HANDLERS_SCOPE];

/** The client and the scopes of an access token. */
export interface AccessToken {
  clientId: string;
  scopes: readonly string[];
}

/** The valid access tokens. */
export type AccessTokens = TtlMap<AccessToken>;

/**
 * The OAuth 2.0 token endpoint for service calls (1EdTech Security Framework 1.1, section 4.1): client credentials with
 * a JWT that the tool signed with a key of its key set (RFC 7523). An assertion is valid for one token.
 */
export function issueAccessToken(platform: Platform, tokenEndpoint: string, tokens: AccessTokens): RequestHandler {
  const { tool, tools, now } = platform;
  // One key set for all tools: they are the same tool, registered several times.
  const toolKeys = createRemoteJWKSet(new URL(tool.jwksUri), { cooldownDuration: 5_000 });
  // remembered until jwtVerify rejects the assertion as expired: its lifetime, twice the clock tolerance of 5 s, and a
  // second
  const assertions = new UsedOnce({ lifetimeS: ASSERTION_LIFETIME_S + 11, now });

  return async (request, response) => {
    const parameters: Record<string, unknown> = request.body ?? {};
    if (parameters.grant_type !== 'client_credentials') {
      throw new Refusal(400, 'Expected the grant type "client_credentials".', 'unsupported_grant_type');
    }
    if (parameters.client_assertion_type !== ASSERTION_TYPE || typeof parameters.client_assertion !== 'string') {
      throw new Refusal(401, `Expected a client assertion of the type "${ASSERTION_TYPE}".`, 'invalid_client');
    }
    const clientId = await verifyAssertion(parameters.client_assertion);
    const scopes = String(parameters.scope ?? '')
      .split(' ')
      .filter((scope) => SCOPES.includes(scope));
    if (scopes.length === 0) throw new Refusal(400, 'None of the requested scopes can be granted.', 'invalid_scope');
    response.set('cache-control', 'no-store').json({
      access_token: tokens.put({ clientId, scopes }),
      token_type: 'Bearer',
      expires_in: ACCESS_TOKEN_LIFETIME_S,
      scope: scopes.join(' '),
    });
  };

  /** Verifies a client assertion and returns the client id. */
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
      throw new Refusal(401, 'The subject of the client assertion is not its issuer.', 'invalid_client');
    }
    if (!assertions.use(payload.jti!)) {
      throw new Refusal(401, 'The client assertion was used before.', 'invalid_client');
    }
    return payload.iss!;
  }
}
