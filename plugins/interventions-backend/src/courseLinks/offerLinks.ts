import { type CourseLinkOffer, MAX_LINKS, type OfferedLink } from '@aimline/plugin-interventions-common/deepLinking';
import type { ActingUnitOfWork } from '@aimline/plugin-interventions-node';
import { VISIBLE_INTERVENTION, visibilityOf } from '../access/visibility';
import { TODAY_AT_SCHOOL } from '../calendars/queries';

/** Courses are copied about once a year; the limit also ends circular copies. */
const MAX_GENERATIONS = 10;

/**
 * Offers the links of the course that the actor's course was copied from, or of its nearest ancestor with links; of equally
 * near ones, the one copied last. Links are in the order in which they were placed. Links that the course has already, and
 * links to interventions that the actor may not see, are left out. Null when none remain.
 */
export async function offerLinks(uow: ActingUnitOfWork): Promise<CourseLinkOffer | null> {
  const { courseId } = uow.actor;
  if (courseId === null) return null;
  const [origin] = await uow.rows<{ courseId: string; title: string }>(
    `with recursive ancestor as (
       select k.origin_course_id as course_id, 1 as generation, k.copied_at
       from course_copy k
       where k.tenant_id = :tenantId and k.course_id = :courseId
       union
       select k.origin_course_id, a.generation + 1, k.copied_at
       from ancestor a
       join course_copy k on k.tenant_id = :tenantId and k.course_id = a.course_id
       where a.generation < ${MAX_GENERATIONS}
     )
     select c.course_id as "courseId", c.title
     from ancestor a
     join course c on c.tenant_id = :tenantId and c.course_id = a.course_id
     where a.course_id <> :courseId
       and exists (select from course_link l where l.tenant_id = :tenantId and l.course_id = a.course_id)
     order by a.generation, a.copied_at desc, c.course_id
     limit 1`,
    { courseId },
  );
  if (!origin) return null;
  const links = await uow.rows<OfferedLink>(
    `select l.target, l.title, case when i.end_date < ${TODAY_AT_SCHOOL} then i.end_date end as "endedOn"
     from course_link l
     left join intervention i
       on i.tenant_id = :tenantId
       and i.intervention_id = substring(l.target from '^/interventions/([0-9a-fA-F-]{36})')::uuid
     left join school c on c.tenant_id = :tenantId and c.school_id = i.school_id
     where l.tenant_id = :tenantId
       and l.course_id = :originId
       and (l.target in ('/', '/interventions') or i.intervention_id is not null and ${VISIBLE_INTERVENTION})
       and not exists (
         select from course_link own
         where own.tenant_id = :tenantId and own.course_id = :courseId and own.target = l.target)
     order by l.placed_at, l.position, l.target
     limit ${MAX_LINKS}`,
    { ...visibilityOf(uow.actor), courseId, originId: origin.courseId, now: uow.now },
  );
  return links.length === 0 ? null : { origin: { title: origin.title }, links };
}
