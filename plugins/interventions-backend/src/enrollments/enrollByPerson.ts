import type { Enrollment } from '@aimline/plugin-interventions-common/enrollments';
import type { Conflict } from '@aimline/plugin-interventions-common/problem';
import type { ActingUnitOfWork } from '@aimline/plugin-interventions-node';
import { STUDENT_IN_REACH, visibilityOf } from '../access/visibility';
import { findConflicts } from '../bookings/queries';
import { findSessions } from '../sessions/queries';
import { enrollStudents, type EnrollmentRequest, firstDay, notToBeEnrolled } from './operations';
import { findEnrollments } from './queries';

type Form = Omit<EnrollmentRequest, 'interventionId'>;

/**
 * Enrolls students that the actor may act for, all or none.
 *
 * @throws UnknownReferenceError when a student is out of the actor's reach
 * @throws FieldError when the first day lies outside the intervention
 */
export async function enrollByPerson(
  uow: ActingUnitOfWork,
  interventionId: string,
  form: Form,
): Promise<{ enrollments: Enrollment[] }> {
  const inReach = await uow.rows(IN_REACH, { ...visibilityOf(uow.actor), chosen: form.studentIds });
  if (inReach.length < form.studentIds.length) throw notToBeEnrolled();
  const by = { kind: 'person', personId: uow.actor.personId } as const;
  const made = await enrollStudents(uow, by, { interventionId, ...form });
  const enrollments = await findEnrollments(uow, 'e.enrollment_id = any(:enrollmentIds::uuid[])', {
    enrollmentIds: made.map(({ enrollmentId }) => enrollmentId),
  });
  return { enrollments };
}

/** The sessions of other interventions that overlap for one of the students. */
export async function findEnrollmentConflicts(
  uow: ActingUnitOfWork,
  interventionId: string,
  { beginDate: wanted, studentIds }: Form,
): Promise<Conflict[]> {
  const beginDate = await firstDay(uow, interventionId, wanted);
  const sessions = await findSessions(
    uow,
    `s.intervention_id = :interventionId and s.status = 'scheduled' and s.local_date >= :beginDate`,
    { interventionId, beginDate },
  );
  return findConflicts(uow, { meetings: sessions, facilitatorId: null, roomId: null, studentIds });
}

const IN_REACH = `
  select
  from student st
  where st.tenant_id = :tenantId and st.student_id = any(:chosen::uuid[]) and ${STUDENT_IN_REACH}`;
