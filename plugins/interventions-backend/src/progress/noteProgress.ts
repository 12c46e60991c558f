import { progressNoted, type ProgressNote } from '@aimline/plugin-interventions-common/progress';
import { v7 as uuidv7 } from 'uuid';
import { FieldError, UnknownReferenceError, type ActingUnitOfWork } from '@aimline/plugin-interventions-node';
import { STUDENT_SHOWN, visibilityOf } from '../access/visibility';
import { findInterventionDates } from '../interventions/queries';
import { findProgressNotes } from './queries';

/**
 * Writes a note on a current or former participant.
 *
 * @throws UnknownReferenceError when the student never took part, or the actor does not see the student there
 * @throws FieldError when the day is in the future
 */
export async function noteProgress(
  uow: ActingUnitOfWork,
  interventionId: string,
  note: { studentId: string; notedOn?: string; rating: number | null; text: string },
): Promise<ProgressNote> {
  const { today } = await findInterventionDates(uow, interventionId);
  const { notedOn = today, rating, studentId, text } = note;
  if (notedOn > today) {
    throw new FieldError([
      { path: 'body.notedOn', message: `The day of a note cannot be in the future; today is ${today}.` },
    ]);
  }
  const noteId = uuidv7();
  const inserted = await uow.rows(INSERT_NOTE, {
    ...visibilityOf(uow.actor),
    noteId,
    interventionId,
    studentId,
    notedOn,
    rating,
    text,
    authorId: uow.actor.personId,
    now: uow.now,
  });
  if (inserted.length === 0) {
    throw new UnknownReferenceError([
      { path: 'body.studentId', message: 'This student takes no part in the intervention.' },
    ]);
  }
  uow.emit(progressNoted({ interventionId, noteId, studentId, notedOn, rating }));
  const [written] = await findProgressNotes(uow, 'n.note_id = :noteId', { noteId });
  return written!;
}

const INSERT_NOTE = `
  insert into progress_note (
    tenant_id, note_id, intervention_id, student_id, author_id, noted_on, rating, text, recorded_at)
  select e.tenant_id, :noteId, e.intervention_id, e.student_id, :authorId, :notedOn, :rating, :text, :now
  from enrollment e
  join intervention i on i.tenant_id = e.tenant_id and i.intervention_id = e.intervention_id
  join student st on st.tenant_id = e.tenant_id and st.student_id = e.student_id
  where ${STUDENT_SHOWN} and e.tenant_id = :tenantId and e.intervention_id = :interventionId and e.student_id = :studentId
  limit 1
  returning note_id`;
