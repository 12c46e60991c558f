import { MEMBERSHIPS_SCOPE, NOTICE_HANDLERS_SCOPE } from '../../platforms/scopes';
import { TOOL_DESCRIPTION, toolAddresses } from '../toolAddresses';

/**
 * The tool as Canvas reads it from a URL (LTI developer key, method "Enter URL").
 *
 * Names are the least that a list of students needs, and all that is asked for. Whom an observer observes comes in a
 * custom variable, as the claim for it (`role_scope_mentor`) would cost the level "public", with addresses of e-mail.
 */
export function canvasConfiguration(toolOrigin: string, { caregivers }: { caregivers: boolean }) {
  const { domain, loginUri, targetLinkUri, jwksUri } = toolAddresses(toolOrigin);
  return {
    title: 'Aimline',
    description: TOOL_DESCRIPTION,
    oidc_initiation_url: loginUri,
    target_link_uri: targetLinkUri,
    scopes: [MEMBERSHIPS_SCOPE, NOTICE_HANDLERS_SCOPE],
    public_jwk_url: jwksUri,
    custom_fields: {
      membership_roles: '$Canvas.membership.roles',
      ...(caregivers && { observees: '$com.instructure.User.observees' }),
    },
    extensions: [
      {
        platform: 'canvas.instructure.com',
        domain,
        tool_id: 'aimline',
        privacy_level: 'name_only',
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
