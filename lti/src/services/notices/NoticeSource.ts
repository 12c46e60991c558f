/** A deployment whose platform offers to send notices. */
export interface NoticeSource {
  registrationId: string;
  deploymentId: string;
  /** The platform's notification service. */
  url: string;
}
