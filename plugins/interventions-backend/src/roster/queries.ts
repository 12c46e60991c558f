import type { CourseRoster } from '@aimline/plugin-interventions-common/roster';
import type { ActingUnitOfWork, PersonKind, UnitOfWork } from '@aimline/plugin-interventions-node';

/** SQL: the student `st` as JSON for the API. */
export const STUDENT_JSON = `json_build_object('studentId', st.student_id, 'givenName', st.given_name, 'familyName', st.family_name)`;

/** SQL: a staff row as JSON for the API. */
export function staffJson(alias: string): string {
  return `json_build_object('staffId', ${alias}.staff_id, 'givenName', ${alias}.given_name, 'familyName', ${alias}.family_name)`;
}

/** SQL: the current id of a person, by an id that may have been merged into another since it was stored. */
export function currentId(kind: PersonKind, id: string): string {
  return `coalesce(
    (select m.into_id
     from merged_person m
     where m.tenant_id = :tenantId and m.kind = '${kind}' and m.merged_id = ${id}),
    ${id})`;
}

/** The ids of all records that were merged into this one; none without an id. */
export async function findFormerIds(uow: UnitOfWork, id: string | undefined): Promise<string[]> {
  if (id === undefined) return [];
  const merged = await uow.rows<{ mergedId: string }>(
    'select merged_id as "mergedId" from merged_person where tenant_id = :tenantId and into_id = :id',
    { id },
  );
  return merged.map(({ mergedId }) => mergedId);
}

/** The roster state of the course that the actor launched from; null without a course. */
export async function findRosterOfActor(uow: ActingUnitOfWork): Promise<CourseRoster | null> {
  return uow.actor.courseId === null ? null : findCourseRoster(uow, uow.actor.courseId);
}

/**
 * The roster state of a course; null when no source lists its members. With several sources, all must be complete.
 */
export async function findCourseRoster(uow: UnitOfWork, courseId: string): Promise<CourseRoster | null> {
  const [roster] = await uow.rows<CourseRoster>(
    `select
       case
         when bool_or(r.lease_ends_at > :now) then 'reading'
         -- the process of the sync was killed
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
