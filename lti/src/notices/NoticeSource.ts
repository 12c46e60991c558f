import type { Registration } from '../registration';

/** A deployment whose platform offers to send notices. */
export interface NoticeSource {
  registration: Registration;
  deploymentId: string;
  /** Its notification service. */
  url: string;
}
