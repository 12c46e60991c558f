import type { Role, UnitOfWork } from '@aimline/plugin-interventions-node';

/** What a launch says of a person in a course; what they held there before counts no more. */
export interface Standing {
  /** The source of the roster, and the person in it. */
  source: string;
  subject: string;
  courseId: string | null;
  roles: readonly Role[];
  studentIds: readonly string[];
  /** A caregiver's children as the platform names them, known here or not yet; null for everybody else. */
  mentoredSubjects: readonly string[] | null;
}

/**
 * Ends the sessions `:subject` has from the course with a role, or for a child, that is not theirs any more. A person
 * may have been staff and a caregiver: both are looked at.
 */
export const END_DEMOTED = `
  update launch_session
  set revoked_at = :now
  where tenant_id = :tenantId
    and person_id in (
      select i.person_id
      from external_identity i
      where i.tenant_id = :tenantId
        and i.source = :source
        and i.kind in ('staff', 'contact')
        and i.external_id = :subject
    )
    and course_id is not distinct from :courseId::uuid
    and revoked_at is null
    and expires_at >= :now
    and not (
      roles <@ :roles::text[]
      and student_ids <@ :studentIds::uuid[]
      and coalesce(mentored_subjects, '{}') <@ coalesce(:mentoredSubjects::text[], '{}')
    )`;

/** For a person who came without a role: whatever they had in this course is over. */
export async function endDemoted(
  uow: UnitOfWork,
  person: { source: string; subject: string; courseExternalId: string | null },
): Promise<void> {
  const [course] = await uow.rows<{ courseId: string }>(
    `select person_id as "courseId"
     from external_identity
     where tenant_id = :tenantId
       and source = :source
       and kind = 'course'
       and external_id = :courseExternalId`,
    person,
  );
  if (!course && person.courseExternalId !== null) return;
  const standing: Standing = {
    ...person,
    courseId: course?.courseId ?? null,
    roles: [],
    studentIds: [],
    mentoredSubjects: null,
  };
  await uow.rows(END_DEMOTED, { ...standing, now: uow.now });
}
