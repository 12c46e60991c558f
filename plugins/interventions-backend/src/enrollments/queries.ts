import type { Enrollment } from '@aimline/plugin-interventions-common/enrollments';
import { type ActingUnitOfWork, WHOLE_LIST } from '@aimline/plugin-interventions-node';
import { STUDENT_SHOWN, visibilityOf } from '../access/visibility';
import { STUDENT_JSON } from '../roster/queries';

/** Enrollments that the actor sees and that match `where` on `enrollment e`, by name of the student, then by first day. */
export async function findEnrollments(
  uow: ActingUnitOfWork,
  where: string,
  bindings: Record<string, unknown>,
): Promise<Enrollment[]> {
  return uow.rows<Enrollment>(
    `select e.enrollment_id as "enrollmentId", e.intervention_id as "interventionId", ${STUDENT_JSON} as student,
       e.status, e.source, e.begin_date as "beginDate", e.end_date as "endDate"
     from enrollment e
     join student st on st.tenant_id = e.tenant_id and st.student_id = e.student_id
     join intervention i on i.tenant_id = e.tenant_id and i.intervention_id = e.intervention_id
     where e.tenant_id = :tenantId and ${STUDENT_SHOWN} and ${where}
       and (:after::uuid is null or (st.family_name, st.given_name, e.begin_date, e.enrollment_id) > (
         select of_last.family_name, of_last.given_name, last.begin_date, last.enrollment_id
         from enrollment last
         join student of_last on of_last.tenant_id = last.tenant_id and of_last.student_id = last.student_id
         where last.tenant_id = :tenantId and last.enrollment_id = :after))
     order by st.family_name, st.given_name, e.begin_date, e.enrollment_id
     limit :limit`,
    { ...visibilityOf(uow.actor), ...WHOLE_LIST, ...bindings },
  );
}
