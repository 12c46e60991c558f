import type { UnitOfWork } from '@aimline/plugin-interventions-node';
import { identify } from './identify';

/** Adds a course or updates its title, and returns its id. */
export async function recordCourse(
  uow: UnitOfWork,
  source: string,
  { externalId, title }: { externalId: string; title: string },
): Promise<string> {
  const [courseId] = await identify(uow, source, 'course', [externalId]);
  await uow.rows(
    `insert into course as c (tenant_id, course_id, title) values (:tenantId, :courseId, :title)
     on conflict (tenant_id, course_id) do update set title = excluded.title
       where c.title is distinct from excluded.title`,
    { courseId, title },
  );
  return courseId!;
}
