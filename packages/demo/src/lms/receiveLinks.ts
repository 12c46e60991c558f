import type { RequestHandler } from 'express';
import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload } from 'jose';
import { DEEP_LINKING_CLAIM } from './deepLinkingClaims';
import type { Platform } from './platform';
import type { RegisteredTool } from './registeredTool';
import { Refusal } from './refusal';
import { sendFramePage } from './sendFramePage';
import { UsedOnce } from './usedOnce';

/** Maximum age of a response: its nonce has to be remembered for as long. */
const MAX_RESPONSE_AGE_S = 3600;
const CLAIM = 'https://purl.imsglobal.org/spec/lti/claim';

/**
 * Receives the links that a person chose in the tool (LTI Deep Linking 2.0, section 4.5), verifies them with the tool's
 * key set, adds them to the course, and redirects to its page. A request is answered once, and a nonce is accepted
 * once.
 */
export function receiveLinks(platform: Platform): RequestHandler {
  const { origin, tools, requests, links, now } = platform;
  // One key set for all tools: they are the same tool, registered several times.
  const toolKeys = createRemoteJWKSet(new URL(platform.tool.jwksUri), { cooldownDuration: 5_000 });
  const nonces = new UsedOnce({ lifetimeS: MAX_RESPONSE_AGE_S + 11, now });

  return async (request, response) => {
    const payload = await verify(request.body?.JWT);
    const tool = tools.get(payload.iss!)!;
    const pending = requests.consume(String(payload[`${DEEP_LINKING_CLAIM}/data`]));
    if (!pending || pending.clientId !== tool.clientId) {
      throw new Refusal(
        400,
        'These links were not requested, or were received before. Add content from the course again.',
      );
    }
    const { course, person } = pending.visit;
    expectClaims(payload, { aud: tool.issuer, deploymentId: tool.deploymentId ?? course.district.deploymentId });
    const added = linksIn(payload, tool);
    links.add(course, added);
    const query = new URLSearchParams({ course: course.key, as: person.key, added: String(added.length) });
    sendFramePage(response, { href: `${origin}/?${query}#links`, text: 'Back to the course' });
  };

  async function verify(jwt: unknown): Promise<JWTPayload> {
    if (typeof jwt !== 'string') throw new Refusal(400, 'Expected a form with the field "JWT".');
    const { payload } = await jwtVerify(jwt, toolKeys, {
      algorithms: ['RS256'],
      issuer: [...tools.keys()],
      requiredClaims: ['exp', 'iat', 'nonce'],
      maxTokenAge: MAX_RESPONSE_AGE_S,
      clockTolerance: 5,
      currentDate: now(),
    }).catch((error: unknown) => {
      if (error instanceof errors.JOSEError) throw new Refusal(400, `The links are refused: ${error.message}.`);
      throw error;
    });
    if (!nonces.use(String(payload.nonce)))
      throw new Refusal(400, 'The links are refused: their nonce was used before.');
    return payload;
  }
}

function expectClaims(payload: JWTPayload, { aud, deploymentId }: { aud: string; deploymentId: string }): void {
  const expected = {
    aud,
    [`${CLAIM}/message_type`]: 'LtiDeepLinkingResponse',
    [`${CLAIM}/version`]: '1.3.0',
    [`${CLAIM}/deployment_id`]: deploymentId,
  };
  for (const [name, value] of Object.entries(expected)) {
    if (payload[name] !== value) throw new Refusal(400, `The links are refused: expected ${name} to be "${value}".`);
  }
}

/** The links to the tool among the content items (section 4.5.3); items of other types are ignored. */
function linksIn(payload: JWTPayload, tool: RegisteredTool) {
  const items: unknown = payload[`${DEEP_LINKING_CLAIM}/content_items`] ?? [];
  if (!Array.isArray(items)) throw new Refusal(400, 'The links are refused: expected a list of content items.');
  return items.flatMap((item: Partial<Record<string, unknown>> | null) => {
    if (item?.type !== 'ltiResourceLink') return [];
    const url = String(item.url ?? tool.redirectUri);
    if (!URL.canParse(url) || new URL(url).origin !== new URL(tool.redirectUri).origin) {
      throw new Refusal(400, `The links are refused: "${url}" is not an address of the tool.`);
    }
    const title = typeof item.title === 'string' && item.title.trim() !== '' ? item.title : 'Aimline';
    return [{ title, url, clientId: tool.clientId }];
  });
}
