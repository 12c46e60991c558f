import { MEMBERSHIPS_SCOPE, NOTICE_HANDLERS_SCOPE } from '../../platforms/scopes';
import { TOOL_DESCRIPTION, toolAddresses } from '../toolAddresses';
import type { PlatformConfiguration } from './readPlatformConfiguration';

export const TOOL_CONFIGURATION = 'https://purl.imsglobal.org/spec/lti-tool-configuration';

/** The claims about a person that Aimline reads; without the e-mail address. */
const CLAIMS = ['iss', 'sub', 'name', 'given_name', 'family_name'];

/**
 * The registration request of Aimline (LTI Dynamic Registration 1.0, section 3.1; Canvas: "LTI Dynamic Registration").
 * Claims, placements and the scope of notices are limited to those that the platform offers, because some platforms
 * refuse a registration with others.
 */
export function toolRegistration(toolOrigin: string, platform: PlatformConfiguration) {
  const { domain, loginUri, redirectUri, targetLinkUri, jwksUri } = toolAddresses(toolOrigin);
  const { claimsSupported, scopesSupported, placementsOffered, contentPlacementsOffered, productFamily } = platform;
  const message = (type: string, placements: readonly string[]) => ({
    type,
    target_link_uri: targetLinkUri,
    label: 'Aimline',
    ...(placements.length > 0 && { placements }),
  });
  return {
    application_type: 'web',
    client_name: 'Aimline',
    response_types: ['id_token'],
    grant_types: ['implicit', 'client_credentials'],
    initiate_login_uri: loginUri,
    redirect_uris: [redirectUri],
    jwks_uri: jwksUri,
    token_endpoint_auth_method: 'private_key_jwt',
    scope: [MEMBERSHIPS_SCOPE, ...scopesSupported.filter((scope) => scope === NOTICE_HANDLERS_SCOPE)].join(' '),
    [TOOL_CONFIGURATION]: {
      domain,
      description: TOOL_DESCRIPTION,
      target_link_uri: targetLinkUri,
      custom_parameters: {},
      claims: claimsSupported ? CLAIMS.filter((claim) => claimsSupported.includes(claim)) : CLAIMS,
      messages: [
        message('LtiResourceLinkRequest', placementsOffered.filter(isCourseNavigation)),
        ...(acceptsLinks(contentPlacementsOffered)
          ? [message('LtiDeepLinkingRequest', contentPlacementsOffered.filter(isContentPlacement))]
          : []),
      ],
      // Otherwise Canvas sends no names.
      ...(productFamily === 'canvas' && { 'https://canvas.instructure.com/lti/privacy_level': 'name_only' }),
    },
  };
}

/** "course_navigation" in Canvas, with or without a URL prefix; "CourseNavigation" elsewhere. */
function isCourseNavigation(placement: string): boolean {
  return /(^|\/)course_?navigation$/i.test(placement);
}

/**
 * Whether to register for deep linking: a platform with content placements, but none that we use, would refuse the
 * message.
 */
function acceptsLinks(offered: readonly string[] | null): offered is readonly string[] {
  return offered !== null && (offered.length === 0 || offered.some(isContentPlacement));
}

/**
 * The content placements of LTI Dynamic Registration 1.0, section 2.1.2, and the resource selection placements of
 * Canvas.
 */
function isContentPlacement(placement: string): boolean {
  return /(^|\/)(ContentArea|RichTextEditor|link_selection|assignment_selection)$/i.test(placement);
}
