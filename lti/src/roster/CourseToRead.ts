import type { TenantId } from '@aimline/plugin-interventions-node';
import type { Registration } from '../registration';

/** A course whose platform offers the list of its members. */
export interface CourseToRead {
  tenantId: TenantId;
  courseId: string;
  registration: Registration;
  /** The course's memberships service. */
  url: string;
}
