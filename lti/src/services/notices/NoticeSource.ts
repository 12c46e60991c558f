/** A deployment whose platform offers to send notices. */
export interface NoticeSource {
  registrationId: string;
  deploymentId: string;
  /** Its notification service. */
  url: string;
}
