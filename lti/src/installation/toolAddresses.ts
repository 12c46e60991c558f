/** The addresses of the tool that a platform needs. */
export interface ToolAddresses {
  domain: string;
  loginUri: string;
  redirectUri: string;
  targetLinkUri: string;
  jwksUri: string;
  canvasConfigurationUri: string;
}

export function toolAddresses(toolOrigin: string): ToolAddresses {
  return {
    domain: new URL(toolOrigin).host,
    loginUri: `${toolOrigin}/lti/login`,
    redirectUri: `${toolOrigin}/lti/launch`,
    targetLinkUri: `${toolOrigin}/lti/launch`,
    jwksUri: `${toolOrigin}/lti/jwks`,
    canvasConfigurationUri: `${toolOrigin}/lti/canvas.json`,
  };
}

export const TOOL_DESCRIPTION =
  'Plans, sessions, attendance and progress of interventions, for the teachers of a course.';
