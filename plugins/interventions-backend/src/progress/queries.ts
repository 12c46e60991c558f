import type { ProgressNote } from '@aimline/plugin-interventions-common/progress';
import { type ActingUnitOfWork, WHOLE_LIST } from '@aimline/plugin-interventions-node';
import { STUDENT_SHOWN, visibilityOf } from '../access/visibility';
import { STUDENT_JSON, staffJson } from '../roster/queries';

/** Notes on students that the actor sees and that match `where` on `progress_note n`, latest day first, then latest written. */
export async function findProgressNotes(
  uow: ActingUnitOfWork,
  where: string,
  bindings: Record<string, unknown>,
): Promise<ProgressNote[]> {
  return uow.rows<ProgressNote>(
    `select n.note_id as "noteId", n.intervention_id as "interventionId", ${STUDENT_JSON} as student,
       ${staffJson('p')} as author, n.noted_on as "notedOn", n.rating, n.text, n.recorded_at as "recordedAt"
     from progress_note n
     join student st on st.tenant_id = n.tenant_id and st.student_id = n.student_id
     join staff p on p.tenant_id = n.tenant_id and p.staff_id = n.author_id
     join intervention i on i.tenant_id = n.tenant_id and i.intervention_id = n.intervention_id
     where n.tenant_id = :tenantId and ${STUDENT_SHOWN} and ${where}
       and (:after::uuid is null or (n.noted_on, n.note_id) < (
         (select last.noted_on from progress_note last where last.tenant_id = :tenantId and last.note_id = :after),
         :after::uuid))
     order by n.noted_on desc, n.note_id desc
     limit :limit`,
    { ...visibilityOf(uow.actor), ...WHOLE_LIST, ...bindings },
  );
}
