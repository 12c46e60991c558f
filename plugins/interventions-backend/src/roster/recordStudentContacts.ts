import type { UnitOfWork } from '@aimline/plugin-interventions-node';

/** A student of a caregiver. */
export interface StudentOfContact {
  studentId: string;
  /** As the source names it; null when unknown. */
  relationship: string | null;
}

/** Replaces the students of a contact from one source; those of other sources stay. Unchanged rows are not written. */
export async function recordStudentContacts(
  uow: UnitOfWork,
  source: string,
  contactId: string,
  students: readonly StudentOfContact[],
): Promise<void> {
  const once = new Map(students.map(({ studentId, relationship }) => [studentId, relationship]));
  const studentIds = [...once.keys()];
  await uow.rows(
    `delete from student_contact
     where tenant_id = :tenantId and contact_id = :contactId and source = :source and student_id <> all(:studentIds::uuid[])`,
    { source, contactId, studentIds },
  );
  await uow.rows(
    `insert into student_contact as sc (tenant_id, student_id, contact_id, source, relationship)
     select :tenantId, x.student_id, :contactId, :source, x.relationship
     from unnest(:studentIds::uuid[], :relationships::text[]) as x (student_id, relationship)
     order by x.student_id
     on conflict (tenant_id, student_id, contact_id, source) do update set relationship = excluded.relationship
       where sc.relationship is distinct from excluded.relationship`,
    { source, contactId, studentIds, relationships: [...once.values()] },
  );
}
