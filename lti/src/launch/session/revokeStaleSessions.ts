import type { Role, UnitOfWork } from '@aimline/plugin-interventions-node';

/** A user's rights in a course, as their latest launch gives them. */
export interface LaunchRights {
  /** The user's ids: a person may be known both as staff and as a caregiver. */
  personIds: readonly string[];
  courseId: string | null;
  roles: readonly Role[];
  /** Subjects of a caregiver's children on the platform; empty for all other users. */
  mentoredSubjects: readonly string[];
}

/** Revokes the sessions of `:personIds` from the course that have a role, or a child, which the user no longer has. */
export const REVOKE_STALE_SESSIONS = `
  update launch_session
  set revoked_at = :now
  where tenant_id = :tenantId
    and person_id = any(:personIds::uuid[])
    and course_id is not distinct from :courseId::uuid
    and revoked_at is null
    and expires_at >= :now
    and not (roles <@ :roles::text[] and mentored_subjects <@ :mentoredSubjects::text[])`;

/** Revokes the sessions from the course that give more than `rights`. */
export async function revokeStaleSessions(uow: UnitOfWork, rights: LaunchRights): Promise<void> {
  await uow.rows(REVOKE_STALE_SESSIONS, { ...rights, now: uow.now });
}
