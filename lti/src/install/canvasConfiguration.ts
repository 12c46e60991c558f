import { MEMBERSHIPS_SCOPE, TOOL_DESCRIPTION, toolAddresses } from './toolAddresses';

/**
 * The tool as Canvas reads it from a URL (LTI developer key, method "Enter URL").
 *
 * Names are the least that a list of students needs. Canvas tells whom an observer observes at the level "public" only,
 * so caregivers cost a level that also shares addresses of e-mail, which Aimline does not read.
 */
export function canvasConfiguration(toolOrigin: string, { caregivers }: { caregivers: boolean }) {
  const { domain, loginUri, targetLinkUri, jwksUri } = toolAddresses(toolOrigin);
  return {
    title: 'Aimline',
    description: TOOL_DESCRIPTION,
    oidc_initiation_url: loginUri,
    target_link_uri: targetLinkUri,
    scopes: [MEMBERSHIPS_SCOPE],
    public_jwk_url: jwksUri,
    // Aimline reads no custom variables, so none are sent.
    custom_fields: {},
    extensions: [
      {
        platform: 'canvas.instructure.com',
        domain,
        tool_id: 'aimline',
        privacy_level: caregivers ? 'public' : 'name_only',
        settings: {
          text: 'Aimline',
          placements: [
            {
              placement: 'course_navigation',
              message_type: 'LtiResourceLinkRequest',
              target_link_uri: targetLinkUri,
              text: 'Aimline',
              enabled: true,
              default: 'enabled',
              // Students see nothing in Aimline; observers come in when caregivers do.
              visibility: caregivers ? 'members' : 'admins',
            },
            // A module, an assignment: a place in Aimline is chosen, and the link stands there.
            ...['link_selection', 'assignment_selection'].map((placement) => ({
              placement,
              message_type: 'LtiDeepLinkingRequest',
              target_link_uri: targetLinkUri,
              text: 'Aimline',
              enabled: true,
            })),
          ],
        },
      },
    ],
  };
}
