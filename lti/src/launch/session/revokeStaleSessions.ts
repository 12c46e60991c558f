import type { Role, UnitOfWork } from '@aimline/plugin-interventions-node';

/** What a launch says of a person in a course; what they held there before counts no more. */
export interface LaunchRights {
  /** Ids of the person, who may have been staff and a caregiver: both are looked at. */
  personIds: readonly string[];
  courseId: string | null;
  roles: readonly Role[];
  /** A caregiver's children, as the platform names them. */
  mentoredSubjects: readonly string[];
}

/** Ends the sessions that `:personIds` have from the course with a role, or for a child, that is not theirs any more. */
export const REVOKE_STALE_SESSIONS = `
  update launch_session
  set revoked_at = :now
  where tenant_id = :tenantId
    and person_id = any(:personIds::uuid[])
    and course_id is not distinct from :courseId::uuid
    and revoked_at is null
    and expires_at >= :now
    and not (roles <@ :roles::text[] and mentored_subjects <@ :mentoredSubjects::text[])`;

/** For a person who came without a role: whatever they had in this course is over. */
export async function revokeStaleSessions(uow: UnitOfWork, standing: LaunchRights): Promise<void> {
  await uow.rows(REVOKE_STALE_SESSIONS, { ...standing, now: uow.now });
}
