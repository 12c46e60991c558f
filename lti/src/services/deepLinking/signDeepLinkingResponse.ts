import { randomSecret } from '@aimline/plugin-interventions-node';
import type { CourseLink } from '@aimline/plugin-interventions-common/deepLinking';
import { importPKCS8, SignJWT } from 'jose';
import { CLAIM } from '../../guard/claimNames';
import type { DeepLinkingRequest } from '../../guard/readDeepLinkingSettings';
import type { ToolKey } from '../../platforms/ToolKeys';

const LIFETIME_SECONDS = 300;

export interface DeepLinkingResponse {
  /** The platform; the audience of the response. */
  issuer: string;
  /** Aimline on the platform; the issuer of the response. */
  clientId: string;
  deploymentId: string;
  request: DeepLinkingRequest;
  items: readonly CourseLink[];
  key: ToolKey;
  toolOrigin: string;
}

/** Signs the message with the links for a course, as a JWT of the tool (LTI Deep Linking 2.0, section 4.5). */
export async function signDeepLinkingResponse(response: DeepLinkingResponse, now: Date): Promise<string> {
  const { request, key } = response;
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT({
    nonce: randomSecret(),
    [CLAIM.messageType]: 'LtiDeepLinkingResponse',
    [CLAIM.version]: '1.3.0',
    [CLAIM.deploymentId]: response.deploymentId,
    [CLAIM.contentItems]: response.items.map(({ target, title }) => ({
      type: 'ltiResourceLink',
      title,
      url: `${response.toolOrigin}/app${target}`,
      // Only set if the platform requires a new window; otherwise it decides itself.
      ...(request.windowOnly && { window: { targetName: '_blank' } }),
    })),
    // MUST be returned when the request had it (section 4.5.5).
    ...(request.dataJson !== null && { [CLAIM.deepLinkingData]: JSON.parse(request.dataJson) }),
  })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: key.kid })
    .setIssuer(response.clientId)
    .setAudience(response.issuer)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + LIFETIME_SECONDS)
    .sign(await importPKCS8(key.privateKeyPem, 'RS256'));
}
