import type { UnitOfWork } from '@aimline/plugin-interventions-node';

/** Says that the members of a course will be read from a source. */
export async function markPending(uow: UnitOfWork, source: string, courseId: string): Promise<void> {
  await uow.rows(
    `insert into course_roster (tenant_id, course_id, source) values (:tenantId, :courseId, :source)
     on conflict (tenant_id, course_id, source) do nothing`,
    { source, courseId },
  );
}
