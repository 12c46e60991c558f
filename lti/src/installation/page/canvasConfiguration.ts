import { MEMBERSHIPS_SCOPE, NOTICE_HANDLERS_SCOPE } from '../../platforms/scopes';
import { TOOL_DESCRIPTION, toolAddresses } from '../toolAddresses';

/**
 * The configuration of the tool that Canvas reads from a URL (LTI developer key, method "Enter URL").
 *
 * It requests names only, the least that a list of students needs. The students of an observer come in a custom
 * variable, because the claim for them (`role_scope_mentor`) requires the privacy level "public", which includes e-mail
 * addresses.
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
              // Students have no role in Aimline, so the link is shown to staff only; observers see it if caregivers
              // use Aimline.
              visibility: caregivers ? 'members' : 'admins',
            },
            // In a module or an assignment, a teacher chooses a page of Aimline to link to.
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
