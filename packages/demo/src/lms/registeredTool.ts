/** A tool that is registered in the practice LMS. */
export interface RegisteredTool {
  clientId: string;
  loginUri: string;
  redirectUri: string;
  jwksUri: string;
  /** The issuer by which the tool knows the platform. */
  issuer: string;
  /** The deployment for all courses; undefined where each district has its own. */
  deploymentId?: string;
}
