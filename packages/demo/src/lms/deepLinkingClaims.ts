const CLAIM = 'https://purl.imsglobal.org/spec/lti/claim';
export const DEEP_LINKING_CLAIM = 'https://purl.imsglobal.org/spec/lti-dl/claim';

/**
 * The claims of a request for links (LTI Deep Linking 2.0, section 4.4).
 *
 * @param data - returned by the tool with its response
 */
export function deepLinkingClaims(origin: string, targetLinkUri: string, data: string): Record<string, unknown> {
  return {
    [`${CLAIM}/message_type`]: 'LtiDeepLinkingRequest',
    [`${CLAIM}/target_link_uri`]: targetLinkUri,
    [`${DEEP_LINKING_CLAIM}/deep_linking_settings`]: {
      deep_link_return_url: `${origin}/links`,
      accept_types: ['ltiResourceLink'],
      accept_presentation_document_targets: ['iframe', 'window'],
      accept_multiple: true,
      auto_create: true,
      data,
    },
  };
}
