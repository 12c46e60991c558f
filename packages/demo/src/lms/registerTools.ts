import express, { Router } from 'express';
import { randomUUID } from 'node:crypto';
import type { Platform } from './platform';
import type { RegisteredTool } from './registeredTool';
import { Refusal } from './refusal';
import type { TtlMap } from './TtlMap';
import { MEMBERSHIP_SCOPE, NOTICE_HANDLERS_SCOPE } from './scopes';

const TOOL_CONFIGURATION = 'https://purl.imsglobal.org/spec/lti-tool-configuration';

/**
 * The platform's side of LTI Dynamic Registration 1.0: sends the administrator to the tool with a registration token,
 * describes the platform, and accepts one registration for each token. The tool gets one deployment for all courses, and
 * the platform's own origin as the issuer, because an issuer has to be where its configuration is.
 *
 * Only the tool at `toolOrigin` can be added: the practice LMS trusts its key set.
 */
export function registerTools(platform: Platform, toolOrigin: string, tokens: TtlMap<true>): Router {
  const { origin, tools } = platform;
  const router = Router();

  router.get('/tools/registration', (request, response) => {
    const link = URL.canParse(String(request.query.link)) ? new URL(String(request.query.link)) : null;
    if (link?.origin !== toolOrigin) throw new Refusal(400, `Only tools at ${toolOrigin} can be added.`);
    link.searchParams.set('openid_configuration', `${origin}/.well-known/openid-configuration`);
    link.searchParams.set('registration_token', tokens.put(true));
    response.set('cache-control', 'no-store').redirect(303, link.href);
  });

  router.get('/.well-known/openid-configuration', (_request, response) => {
    response.json({
      issuer: origin,
      authorization_endpoint: `${origin}/authorize`,
      registration_endpoint: `${origin}/tools`,
      jwks_uri: `${origin}/jwks`,
      token_endpoint: `${origin}/token`,
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
      token_endpoint_auth_signing_alg_values_supported: ['RS256'],
      scopes_supported: ['openid', MEMBERSHIP_SCOPE, NOTICE_HANDLERS_SCOPE],
      response_types_supported: ['id_token'],
      id_token_signing_alg_values_supported: ['RS256'],
      claims_supported: ['iss', 'sub', 'name', 'given_name', 'family_name'],
      subject_types_supported: ['public'],
      'https://purl.imsglobal.org/spec/lti-platform-configuration': {
        product_family_code: 'practice-lms',
        version: '1.0',
        messages_supported: [
          { type: 'LtiResourceLinkRequest', placements: ['course_navigation'] },
          { type: 'LtiDeepLinkingRequest', placements: ['ContentArea'] },
        ],
        variables: [],
      },
    });
  });

  router.post('/tools', express.json({ limit: '50kb' }), (request, response) => {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined || tokens.consume(token) === undefined) {
      throw new Refusal(401, 'The registration token is missing, was used, or has expired.', 'invalid_token');
    }
    const metadata: Record<string, unknown> = request.body ?? {};
    const redirectUris = Array.isArray(metadata.redirect_uris) ? metadata.redirect_uris : [];
    const [loginUri, redirectUri, jwksUri] = [metadata.initiate_login_uri, redirectUris[0], metadata.jwks_uri].map(
      (uri) => {
        if (URL.canParse(String(uri)) && new URL(String(uri)).origin === toolOrigin) return String(uri);
        throw new Refusal(
          400,
          `"${String(uri)}" is not an address of the tool: expected one at ${toolOrigin}.`,
          'invalid_client_metadata',
        );
      },
    ) as [string, string, string];
    const tool: RegisteredTool = {
      ...{ issuer: origin, clientId: `practice-${randomUUID()}`, deploymentId: `added-${randomUUID()}` },
      ...{ loginUri, redirectUri, jwksUri },
    };
    tools.set(tool.clientId, tool);
    response.status(201).json({
      ...metadata,
      client_id: tool.clientId,
      [TOOL_CONFIGURATION]: { ...(metadata[TOOL_CONFIGURATION] as object), deployment_id: tool.deploymentId },
    });
  });

  return router;
}
