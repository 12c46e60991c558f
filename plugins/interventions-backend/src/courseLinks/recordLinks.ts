import type { CourseLink } from '@aimline/plugin-interventions-common/deepLinking';
import type { UnitOfWork } from '@aimline/plugin-interventions-node';

/** Stores the links to Aimline that a course contains: one for each page, with the latest title. */
export async function recordLinks(uow: UnitOfWork, courseId: string, links: readonly CourseLink[]): Promise<void> {
  const once = new Map(links.map(({ target, title }) => [target, title]));
  if (once.size === 0) return;
  await uow.rows(
    `insert into course_link (tenant_id, course_id, target, title, placed_at, position)
     select :tenantId, :courseId, x.target, x.title, :now, x.position
     from unnest(:targets::text[], :titles::text[]) with ordinality as x (target, title, position)
     order by x.target
     on conflict (tenant_id, course_id, target) do update
       set title = excluded.title,
         placed_at = excluded.placed_at,
         position = excluded.position`,
    { courseId, targets: [...once.keys()], titles: [...once.values()], now: uow.now },
  );
}
