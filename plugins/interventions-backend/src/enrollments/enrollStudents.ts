import type { Enrollment } from '@aimline/plugin-interventions-common/enrollments';
import type { Conflict } from '@aimline/plugin-interventions-common/problem';
import { v7 as uuidv7 } from 'uuid';
import type { ActingUnitOfWork } from '@aimline/plugin-interventions-node';
import { STUDENT_IN_REACH, visibilityOf } from '../access/visibility';
import { FieldError, UnknownReferenceError } from '../api/errors';
import { findInterventionDates, lockIntervention } from '../interventions/queries';
import { findConflicts, findSessions } from '../sessions/queries';
import { findEnrollments } from './queries';

interface EnrollmentRequest {
  studentIds: readonly string[];
  beginDate?: string;
}

/**
 * Enrolls students, all or none.
 *
 * @throws UnknownReferenceError when a student is out of the actor's reach
 * @throws FieldError when the first day lies outside the intervention
 */
export async function enrollStudents(
  uow: ActingUnitOfWork,
  interventionId: string,
  request: EnrollmentRequest,
): Promise<{ enrollments: Enrollment[] }> {
  const [, beginDate] = await Promise.all([
    lockIntervention(uow, interventionId),
    firstDay(uow, interventionId, request.beginDate),
  ]);
  const enrollmentIds = request.studentIds.map(() => uuidv7());
  const inserted = await uow.rows<{ enrollmentId: string; studentId: string }>(INSERT_ENROLLMENTS, {
    ...visibilityOf(uow.actor),
    interventionId,
    enrollmentIds,
    chosen: request.studentIds,
    beginDate,
    now: uow.now,
  });
  if (inserted.length < request.studentIds.length) {
    throw new UnknownReferenceError([
      { path: 'body.studentIds', message: 'A student is not among those you may enroll.' },
    ]);
  }
  const [, enrollments] = await Promise.all([
    uow.emit('interventions.student.enrolled', { interventionId, beginDate, source: 'manual', enrollments: inserted }),
    findEnrollments(uow, 'e.enrollment_id = any(:enrollmentIds::uuid[])', { enrollmentIds }),
  ]);
  return { enrollments };
}

/** The sessions of other interventions that would have needed the students at the same time. */
export async function findEnrollmentConflicts(
  uow: ActingUnitOfWork,
  interventionId: string,
  request: EnrollmentRequest,
): Promise<Conflict[]> {
  const beginDate = await firstDay(uow, interventionId, request.beginDate);
  const sessions = await findSessions(
    uow,
    `s.intervention_id = :interventionId and s.status = 'scheduled' and s.local_date >= :beginDate`,
    { interventionId, beginDate },
  );
  return findConflicts(uow, { meetings: sessions, facilitatorId: null, roomId: null, studentIds: request.studentIds });
}

async function firstDay(uow: ActingUnitOfWork, interventionId: string, wanted?: string): Promise<string> {
  const { beginDate, endDate, today } = await findInterventionDates(uow, interventionId);
  const day = wanted ?? (today > beginDate ? today : beginDate);
  if (day < beginDate || day > endDate) {
    throw new FieldError([
      {
        path: 'body.beginDate',
        message: `The intervention lasts from ${beginDate} to ${endDate}; "${day}" is outside.`,
      },
    ]);
  }
  return day;
}

const INSERT_ENROLLMENTS = `
  insert into enrollment (
    tenant_id, enrollment_id, intervention_id, student_id, status, source, begin_date, enrolled_by, enrolled_at)
  select st.tenant_id, x.enrollment_id, :interventionId, st.student_id, 'active', 'manual', :beginDate, :personId, :now
  from student st
  join unnest(:enrollmentIds::uuid[], :chosen::uuid[]) as x (enrollment_id, student_id) on x.student_id = st.student_id
  where st.tenant_id = :tenantId and ${STUDENT_IN_REACH}
  returning enrollment_id as "enrollmentId", student_id as "studentId"`;
