import type { CourseRoster } from '@aimline/plugin-interventions-common/roster';
import type { ActingUnitOfWork, PersonKind, UnitOfWork } from '@aimline/plugin-interventions-node';

/** The student `st` as the API shows it. */
export const STUDENT_JSON = `json_build_object('studentId', st.student_id, 'givenName', st.given_name, 'familyName', st.family_name)`;

/** A staff row as the API shows it. */
export function staffJson(alias: string): string {
  return `json_build_object('staffId', ${alias}.staff_id, 'givenName', ${alias}.given_name, 'familyName', ${alias}.family_name)`;
}

/** SQL: the id that somebody has now, by one that was written down and may have been merged into another since. */
export function currentId(kind: PersonKind, id: string): string {
  return `coalesce(
    (select m.into_id
     from merged_person m
     where m.tenant_id = :tenantId and m.kind = '${kind}' and m.merged_id = ${id}),
    ${id})`;
}

/** The ids of the records that were merged into one; none when there is no id. */
export async function findFormerIds(uow: UnitOfWork, id: string | undefined): Promise<string[]> {
  if (id === undefined) return [];
  const merged = await uow.rows<{ mergedId: string }>(
    'select merged_id as "mergedId" from merged_person where tenant_id = :tenantId and into_id = :id',
    { id },
  );
  return merged.map(({ mergedId }) => mergedId);
}

/** How far the members of the course are read from which the actor came; null when they came from none. */
export async function findRosterOfActor(uow: ActingUnitOfWork): Promise<CourseRoster | null> {
  return uow.actor.courseId === null ? null : findCourseRoster(uow, uow.actor.courseId);
}

/**
 * How far the members of a course are read; null when nobody lists them. Where several sources do, all have to be read.
 */
export async function findCourseRoster(uow: UnitOfWork, courseId: string): Promise<CourseRoster | null> {
  const [roster] = await uow.rows<CourseRoster>(
    `select
       case
         when bool_or(r.lease_ends_at > :now) then 'reading'
         -- the process that read it was killed
         when bool_or(r.failed_at is not null or r.sync_id is not null) then 'failed'
         when bool_and(r.read_at is not null) then 'read'
         else 'unread'
       end as state,
       min(r.read_at) as "readAt",
       sum(r.members_read) as "membersRead"
     from course_roster r
     where r.tenant_id = :tenantId and r.course_id = :courseId
     having count(*) > 0`,
    { courseId, now: uow.now },
  );
  return roster ?? null;
}
