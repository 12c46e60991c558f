import { MEMBERSHIPS_SCOPE, TOOL_DESCRIPTION, toolAddresses } from '../install/toolAddresses';
import type { PlatformConfiguration } from './readPlatformConfiguration';

/** What Aimline reads of an id_token about a person; no address of e-mail. */
const CLAIMS = ['iss', 'sub', 'name', 'given_name', 'family_name'];

/**
 * What Aimline asks a platform for (LTI Dynamic Registration 1.0, section 3.1; Canvas: "LTI Dynamic Registration").
 * Claims and placements are those that the platform offers: some refuse a registration that asks for others.
 */
export function toolRegistration(toolOrigin: string, platform: PlatformConfiguration) {
  const { domain, loginUri, redirectUri, targetLinkUri, jwksUri } = toolAddresses(toolOrigin);
  const { claimsSupported, placementsOffered, productFamily } = platform;
  const placements = placementsOffered.filter((placement) => isCourseNavigation(placement));
  return {
    application_type: 'web',
    client_name: 'Aimline',
    response_types: ['id_token'],
    grant_types: ['implicit', 'client_credentials'],
    initiate_login_uri: loginUri,
    redirect_uris: [redirectUri],
    jwks_uri: jwksUri,
    token_endpoint_auth_method: 'private_key_jwt',
    scope: MEMBERSHIPS_SCOPE,
    'https://purl.imsglobal.org/spec/lti-tool-configuration': {
      domain,
      description: TOOL_DESCRIPTION,
      target_link_uri: targetLinkUri,
      custom_parameters: {},
      claims: claimsSupported ? CLAIMS.filter((claim) => claimsSupported.includes(claim)) : CLAIMS,
      messages: [
        {
          type: 'LtiResourceLinkRequest',
          target_link_uri: targetLinkUri,
          label: 'Aimline',
          ...(placements.length > 0 && { placements }),
        },
      ],
      // Without it Canvas launches everybody without a name.
      ...(productFamily === 'canvas' && { 'https://canvas.instructure.com/lti/privacy_level': 'name_only' }),
    },
  };
}

/** "course_navigation" at Canvas, with or without its address in front; "CourseNavigation" elsewhere. */
function isCourseNavigation(placement: string): boolean {
  return /(^|\/)course_?navigation$/i.test(placement);
}
