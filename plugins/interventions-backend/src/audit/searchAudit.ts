import type { AuditEntry, AuditFilter, AuditPage } from '@aimline/plugin-interventions-common/audit';
import { readPage, type UnitOfWork } from '@aimline/plugin-interventions-node';
import { currentId, findFormerIds } from '../roster/queries';

const PAGE_SIZE = 50;

/** A part of the audit trail. */
export interface Excerpt {
  filter: AuditFilter;
  /** The cursor: continues after this record. */
  after?: string;
  /** Excludes records newer than this one. */
  newest?: string;
}

/**
 * One page of the audit records that match the filter, newest first, in the order of their ids. A person is also found, and
 * named, by the ids that were merged into theirs; the records keep the ids that they were written with.
 */
export async function searchAudit(
  uow: UnitOfWork,
  { filter, after, newest }: Excerpt,
  pageSize: number = PAGE_SIZE,
): Promise<AuditPage> {
  const formerActorIds = await findFormerIds(uow, filter.actorId);
  const formerStudentIds = await findFormerIds(uow, filter.studentId);
  // for one id an index returns the newest first; for several, they must be sorted
  const isActor = `a.actor_id = ${formerActorIds.length > 0 ? 'any(:formerActorIds::uuid[] || :actorId::uuid)' : ':actorId'}`;
  const isStudent = `a.student_id = ${formerStudentIds.length > 0 ? 'any(:formerStudentIds::uuid[] || :studentId::uuid)' : ':studentId'}`;
  const bindings = { ...NO_FILTER, ...filter, formerActorIds, formerStudentIds, newest: newest ?? null };
  return readPage(uow, { items: 'entries', pageSize, after, cursorOf: (entry: AuditEntry) => entry.auditId }, (page) =>
    uow.rows<AuditEntry>(
      // names are joined to the page only: joined to all records, the planner would read every student
      `with page as (
       select a.*
       from audit_record a
       where a.tenant_id = :tenantId
         and (:after::uuid is null or a.audit_id < :after)
         and (:newest::uuid is null or a.audit_id <= :newest)
         and (:actorId::uuid is null or ${isActor})
         and (:action::text is null or a.action = :action)
         and (:entity::text is null or a.entity = :entity)
         and (:studentId::uuid is null or ${isStudent})
         and (:interventionId::uuid is null or a.intervention_id = :interventionId)
         and (:beginDate::date is null or (a.recorded_at >= ${FROM} and a.audit_id >= ${firstId(FROM)}))
         and (:endDate::date is null or (a.recorded_at < ${TO} and a.audit_id < ${firstId(`${TO} + interval '2 seconds'`)}))
       order by a.audit_id desc
       limit :limit)
     select a.audit_id as "auditId", a.recorded_at as "recordedAt", a.action, a.reason, a.entity,
       a.entity_id as "entityId", a.before, a.after,
       case when a.actor_id is not null then json_build_object(
         'personId', a.actor_id,
         'givenName', coalesce(p.given_name, c.given_name, ''),
         'familyName', coalesce(p.family_name, c.family_name, '')) end as actor,
       case when a.student_id is not null then json_build_object(
         'studentId', a.student_id,
         'givenName', coalesce(st.given_name, ''),
         'familyName', coalesce(st.family_name, '')) end as student,
       case when a.intervention_id is not null then json_build_object(
         'interventionId', a.intervention_id,
         'title', coalesce(i.title, '')) end as intervention
     from page a
     left join staff p on p.tenant_id = a.tenant_id and p.staff_id = ${currentId('staff', 'a.actor_id')}
     left join contact c on c.tenant_id = a.tenant_id and c.contact_id = ${currentId('contact', 'a.actor_id')}
     left join student st on st.tenant_id = a.tenant_id and st.student_id = ${currentId('student', 'a.student_id')}
     left join intervention i on i.tenant_id = a.tenant_id and i.intervention_id = a.intervention_id
     order by a.audit_id desc`,
      { ...bindings, ...page },
    ),
  );
}

const NO_FILTER = {
  actorId: null,
  action: null,
  entity: null,
  studentId: null,
  interventionId: null,
  beginDate: null,
  endDate: null,
};

const FROM = '(:beginDate::date)::timestamp at time zone :timeZone';
const TO = '(:endDate::date + 1)::timestamp at time zone :timeZone';

/**
 * SQL: the lowest id of a record written up to a second before an instant. Ids begin with their creation time in
 * milliseconds (RFC 9562, section 5.7), so a period of days is a range of the key. The second allows for ids that a server
 * creates ahead of its clock to keep them in order.
 */
function firstId(instant: string): string {
  return `(lpad(to_hex(greatest(0, (extract(epoch from ${instant}) * 1000)::bigint - 1000)), 12, '0') || repeat('0', 20))::uuid`;
}
