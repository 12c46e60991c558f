import {
  type AttendanceMark,
  attendanceRecorded,
  type AttendanceSheet,
} from '@aimline/plugin-interventions-common/attendance';
import { ConflictError } from '@backstage/errors';
import { v7 as uuidv7 } from 'uuid';
import { UnknownReferenceError, type ActingUnitOfWork } from '@aimline/plugin-interventions-node';
import { readAttendanceSheet } from './readAttendanceSheet';

/**
 * Records the given marks; a null status removes a mark. Unchanged marks are not written, and the event contains only
 * changed ones. Locks the session and its enrollments first, and decides by what is read after that.
 *
 * @throws UnknownReferenceError when a student is not enrolled on the day of the session
 * @throws ConflictError when the session was cancelled, or its day has not come
 */
export async function recordAttendance(
  uow: ActingUnitOfWork,
  sessionId: string,
  marks: readonly AttendanceMark[],
): Promise<AttendanceSheet> {
  const [, { session, canRecord, entries }] = await Promise.all([
    uow.rows(LOCK, { sessionId }),
    readAttendanceSheet(uow, sessionId),
  ]);
  if (session.status === 'cancelled') throw new ConflictError('The session was cancelled.');
  if (!canRecord)
    throw new ConflictError(`Attendance can be recorded from the day of the session, ${session.localDate}.`);
  const enrolled = new Set(entries.map((entry) => entry.student.studentId));
  const notEnrolled = marks.flatMap(({ studentId }, i) =>
    enrolled.has(studentId)
      ? []
      : [{ path: `body.marks.${i}.studentId`, message: 'This student is not enrolled on that day.' }],
  );
  if (notEnrolled.length > 0) throw new UnknownReferenceError(notEnrolled);

  const set = marks.filter((mark) => mark.status !== null);
  const [recorded, removed] = await Promise.all([
    uow.rows<{ studentId: string; status: string | null }>(UPSERT, {
      sessionId,
      attendanceIds: set.map(() => uuidv7()),
      studentIds: set.map((mark) => mark.studentId),
      statuses: set.map((mark) => mark.status),
      reasons: set.map((mark) => mark.reason),
      notes: set.map((mark) => mark.note),
      personId: uow.actor.personId,
      now: uow.now,
    }),
    uow.rows<{ studentId: string; status: string | null }>(REMOVE, {
      sessionId,
      studentIds: marks.filter((mark) => mark.status === null).map((mark) => mark.studentId),
    }),
  ]);
  const changed = [...recorded, ...removed];
  if (changed.length > 0) {
    const { interventionId } = session;
    uow.emit(attendanceRecorded({ interventionId, sessionId, marks: changed }));
  }
  return readAttendanceSheet(uow, sessionId);
}

// Locked before anything is decided, so that a concurrent withdrawal or cancellation is seen. Without it, two sheets of
// one session saved at once would also wait for each other's marks (measured with 60: 32 s, some failed).
const LOCK = `
  select
  from intervention_session s
  join intervention i on i.tenant_id = s.tenant_id and i.intervention_id = s.intervention_id
  where s.tenant_id = :tenantId and s.session_id = :sessionId
  for share of i
  for no key update of s`;

const UPSERT = `
  insert into attendance_record as a (
    tenant_id, attendance_id, session_id, student_id, intervention_id, status, reason, note, recorded_by, recorded_at)
  select s.tenant_id, x.attendance_id, s.session_id, x.student_id, s.intervention_id, x.status, x.reason, x.note, :personId, :now
  from intervention_session s
  cross join unnest(:attendanceIds::uuid[], :studentIds::uuid[], :statuses::text[], :reasons::text[], :notes::text[])
    as x (attendance_id, student_id, status, reason, note)
  where s.tenant_id = :tenantId and s.session_id = :sessionId
  order by x.student_id
  on conflict (tenant_id, session_id, student_id) do update
    set status = excluded.status, reason = excluded.reason, note = excluded.note,
      recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at
    where (a.status, a.reason, a.note) is distinct from (excluded.status, excluded.reason, excluded.note)
  returning student_id as "studentId", status`;

const REMOVE = `
  delete from attendance_record
  where tenant_id = :tenantId and session_id = :sessionId and student_id = any(:studentIds::uuid[])
  returning student_id as "studentId", null as status`;
