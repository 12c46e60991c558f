import type { Request, RequestHandler, Response } from 'express';
import { SignJWT } from 'jose';
import { randomBytes } from 'node:crypto';
import { deepLinkingClaims } from './deepLinkingClaims';
import { html } from '@aimline/plugin-interventions-node';
import { resourceLinkClaims, visitClaims } from './launchClaims';
import { noticeServiceClaim } from './noticeService';
import type { Platform } from './platform';
import type { RegisteredTool } from './registeredTool';
import { Refusal } from './refusal';
import type { TtlMap } from './TtlMap';
import type { Visit, VisitPurpose } from './visit';

const ID_TOKEN_LIFETIME_S = 300;

/** Launches that have begun, by their `lti_message_hint`, until the tool requests the id_token. */
export type LaunchHints = TtlMap<{ visit: Visit; purpose: VisitPurpose; targetLinkUri: string }>;

/**
 * The OIDC authorization endpoint of an LTI launch (1EdTech Security Framework 1.1, section 5.1.1): answers with a page
 * that posts the id_token to the tool. A hint is valid for one launch.
 *
 * A request whose client or redirect URI is not registered is refused with a page; every other error is sent to the tool
 * (OpenID Connect Core 1.0, section 3.1.2.6).
 */
export function authorize(platform: Platform, hints: LaunchHints): RequestHandler {
  return async (request, response) => {
    const parameters = parametersOf(request);
    const tool = platform.tools.get(parameters.client_id ?? '');
    if (!tool) throw new Refusal(400, `The client "${parameters.client_id}" is not registered.`);
    if (parameters.redirect_uri !== tool.redirectUri) {
      throw new Refusal(400, `The redirect URI "${parameters.redirect_uri}" is not registered.`);
    }
    try {
      const idToken = await issueIdToken(platform, tool, hints, parameters);
      postToTool(response, tool.redirectUri, { id_token: idToken, state: parameters.state });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      postToTool(response, tool.redirectUri, {
        error: error.code,
        error_description: error.message,
        state: parameters.state,
      });
    }
  };
}

const EXPECTED = [
  ['scope', 'openid', 'invalid_scope'],
  ['response_type', 'id_token', 'unsupported_response_type'],
  ['response_mode', 'form_post', 'invalid_request'],
  ['prompt', 'none', 'invalid_request'],
] as const;

type Parameters = Partial<Record<string, string>>;

async function issueIdToken(
  platform: Platform,
  tool: RegisteredTool,
  hints: LaunchHints,
  parameters: Parameters,
): Promise<string> {
  for (const [name, value, code] of EXPECTED) {
    if (parameters[name] !== value) throw new Refusal(400, `Expected ${name} to be "${value}".`, code);
  }
  if (!parameters.nonce) throw new Refusal(400, 'Expected a nonce.');
  const launch = hints.consume(parameters.lti_message_hint ?? '');
  if (!launch || launch.visit.person.userId !== parameters.login_hint) {
    throw new Refusal(
      400,
      'The launch has expired or is unknown. Open the tool from its course again.',
      'login_required',
    );
  }
  const deploymentId = tool.deploymentId ?? launch.visit.course.district.deploymentId;
  const issuedAt = Math.floor(platform.now().getTime() / 1000);
  return new SignJWT({
    ...visitClaims(platform.origin, launch.visit, deploymentId),
    ...noticeServiceClaim(platform.noticeHandlers.serviceUrl(deploymentId)),
    ...messageClaims(platform, tool, launch),
    nonce: parameters.nonce,
  })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: platform.signingKey.kid })
    .setIssuer(tool.issuer)
    .setAudience(tool.clientId)
    .setSubject(launch.visit.person.userId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + ID_TOKEN_LIFETIME_S)
    .sign(platform.signingKey.privateKey);
}

/** The claims of the message: a link to open, or a request for links. */
function messageClaims(
  { origin, requests }: Platform,
  { clientId }: RegisteredTool,
  { visit, purpose, targetLinkUri }: { visit: Visit; purpose: VisitPurpose; targetLinkUri: string },
): Record<string, unknown> {
  if (purpose === 'add content') {
    return deepLinkingClaims(origin, targetLinkUri, requests.put({ visit, clientId }));
  }
  return resourceLinkClaims(
    targetLinkUri,
    purpose === 'open the tool' ? { id: `${visit.course.contextId}:aimline`, title: 'Aimline' } : purpose,
  );
}

/** OAuth 2.0 Form Post Response Mode: sends a page whose form submits itself. */
function postToTool(response: Response, uri: string, fields: Parameters): void {
  const nonce = randomBytes(16).toString('base64');
  const inputs = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [html`<input type="hidden" name="${name}" value="${value}" />`],
  );
  response
    .set('content-security-policy', `default-src 'none'; script-src 'nonce-${nonce}'; base-uri 'none'`)
    .set('cache-control', 'no-store')
    .type('html')
    .send(
      html`${html`<!doctype html>`}
        <html lang="en">
          <head>
            <title>Opening the tool</title>
          </head>
          <body>
            <form method="post" action="${uri}">
              ${inputs}
              <noscript><button>Continue to the tool</button></noscript>
            </form>
            <script nonce="${nonce}">
              document.forms[0].submit();
            </script>
          </body>
        </html>`.markup,
    );
}

/** Reads the parameters of a GET or a POST (OpenID Connect Core 1.0, section 3.1.2.1); ignores those that are not text. */
function parametersOf(request: Request): Parameters {
  const sent: Record<string, unknown> = request.method === 'POST' ? request.body : request.query;
  return Object.fromEntries(Object.entries(sent ?? {}).filter(([, value]) => typeof value === 'string')) as Parameters;
}
