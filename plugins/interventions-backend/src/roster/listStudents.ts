import type { Student } from '@aimline/plugin-interventions-common/primitives';
import type { ActingUnitOfWork } from '@aimline/plugin-interventions-node';
import { STUDENT_IN_REACH, visibilityOf } from '../access/visibility';

/** At most 500 students in the actor's reach, by family name, then given name; `search` is part of the full name in any case. */
export async function listStudents(uow: ActingUnitOfWork, search = ''): Promise<{ students: Student[] }> {
  const students = await uow.rows<Student>(
    `select st.student_id as "studentId", st.given_name as "givenName", st.family_name as "familyName"
     from student st
     where st.tenant_id = :tenantId and ${STUDENT_IN_REACH}
       and position(lower(:search) in lower(st.given_name || ' ' || st.family_name)) > 0
     order by st.family_name, st.given_name, st.student_id
     limit 500`,
    { ...visibilityOf(uow.actor), search },
  );
  return { students };
}
