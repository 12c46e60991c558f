/** A tool that is registered in the practice LMS. */
export interface RegisteredTool {
  clientId: string;
  loginUri: string;
  redirectUri: string;
  jwksUri: string;
  /** How the tool names the platform. */
  issuer: string;
  /** For all courses; absent where each district has its own. */
  deploymentId?: string;
}
