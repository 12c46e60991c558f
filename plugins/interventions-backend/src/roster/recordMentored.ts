import type { Mentored, UnitOfWork } from '@aimline/plugin-interventions-node';
import { recordStudentContacts, type StudentOfContact } from './recordStudentContacts';

/**
 * Records the students of a caregiver, as far as the roster knows them. A list from a course covers only its own students:
 * others from the same source stay. Most launches change nothing, and cost one reading statement.
 */
export async function recordMentored(
  uow: UnitOfWork,
  source: string,
  { contactId, courseId, studentExternalIds }: Mentored,
): Promise<void> {
  const students = await uow.rows<StudentOfContact & { isListed: boolean; isRecorded: boolean }>(
    `with listed as (
       select distinct i.local_id as student_id
       from external_identity i
       where i.tenant_id = :tenantId and i.source = :source and i.kind = 'student'
         and i.external_id = any(:studentExternalIds::text[])
     ), recorded as (
       select sc.student_id, sc.relationship,
         :courseId::uuid is not null and not exists (
           select from course_student cs
           where cs.tenant_id = :tenantId and cs.course_id = :courseId::uuid and cs.student_id = sc.student_id
             and cs.source = :source)
         and exists (
           select from course_student cs
           where cs.tenant_id = :tenantId and cs.student_id = sc.student_id and cs.source = :source) as is_elsewhere
       from student_contact sc
       where sc.tenant_id = :tenantId and sc.contact_id = :contactId and sc.source = :source)
     select student_id as "studentId", r.relationship,
       s.student_id is not null or r.is_elsewhere as "isListed",
       r.student_id is not null as "isRecorded"
     from listed s
     full join recorded r using (student_id)`,
    { source, contactId, courseId, studentExternalIds },
  );
  if (students.every(({ isListed, isRecorded }) => isListed && isRecorded)) return;
  await recordStudentContacts(
    uow,
    source,
    contactId,
    students.filter(({ isListed }) => isListed),
  );
}
