/** A course whose platform offers a list of its members. */
export interface CourseToSync {
  tenantId: string;
  courseId: string;
  registrationId: string;
  /** The URL of the course's memberships service. */
  url: string;
}
