import type { UnitOfWork } from '@aimline/plugin-interventions-node';

/** Marks a sync of the course's members from a source as planned. */
export async function markPending(uow: UnitOfWork, source: string, courseId: string): Promise<void> {
  await uow.rows(
    `insert into course_roster (tenant_id, course_id, source) values (:tenantId, :courseId, :source)
     on conflict (tenant_id, course_id, source) do nothing`,
    { source, courseId },
  );
}
