import type { UnitOfWork } from '@aimline/plugin-interventions-node';

/**
 * Gives caregivers who came before the members of the course were read their children: the launch named them, and nobody
 * knew them yet.
 */
export async function findLateChildren(uow: UnitOfWork, source: string, courseId: string): Promise<void> {
  await uow.rows(
    `update launch_session s
     set student_ids = array(
       select i.person_id
       from external_identity i
       where i.tenant_id = :tenantId
         and i.source = :source
         and i.kind = 'student'
         and i.external_id = any(s.mentored_subjects)
       order by i.external_id
     )
     where s.tenant_id = :tenantId
       and s.course_id = :courseId
       and s.mentored_subjects is not null
       and s.expires_at > :now
       and s.revoked_at is null
       and exists (
         select from external_identity i
         where i.tenant_id = :tenantId
           and i.source = :source
           and i.kind = 'student'
           and i.external_id = any(s.mentored_subjects)
           and i.person_id <> all(s.student_ids)
       )`,
    { source, courseId, now: uow.now },
  );
}
