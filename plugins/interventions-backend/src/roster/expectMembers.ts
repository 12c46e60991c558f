import type { UnitOfWork } from '@aimline/plugin-interventions-node';

/** Says that the members of a course will be read. */
export async function expectMembers(uow: UnitOfWork, courseId: string): Promise<void> {
  await uow.rows(
    `insert into course_roster (tenant_id, course_id) values (:tenantId, :courseId)
     on conflict (tenant_id, course_id) do nothing`,
    { courseId },
  );
}
