import type { Enrollment } from '@aimline/plugin-interventions-common/enrollments';
import { ConflictError, NotFoundError } from '@backstage/errors';
import type { ActingUnitOfWork } from '@aimline/plugin-interventions-node';
import { lockIntervention } from '../interventions/queries';
import { findEnrollments } from './queries';

/**
 * Ends an enrollment with its last day. The student is free of the sessions after it; marks and notes stay.
 *
 * @throws NotFoundError when there is no such enrollment
 * @throws ConflictError when it has ended already
 */
export async function withdrawStudent(
  uow: ActingUnitOfWork,
  enrollmentId: string,
  endDate: string,
): Promise<Enrollment> {
  const [found] = await findEnrollments(uow, 'e.enrollment_id = :enrollmentId', { enrollmentId });
  if (!found) throw new NotFoundError('There is no such enrollment.');
  await lockIntervention(uow, found.interventionId);
  const [withdrawn] = await uow.rows<{ interventionId: string; studentId: string }>(
    `update enrollment
     set status = 'withdrawn', end_date = :endDate
     where tenant_id = :tenantId and enrollment_id = :enrollmentId and status = 'active'
     returning intervention_id as "interventionId", student_id as "studentId"`,
    { enrollmentId, endDate },
  );
  const [enrollment] = await findEnrollments(uow, 'e.enrollment_id = :enrollmentId', { enrollmentId });
  if (!withdrawn) throw new ConflictError(`The enrollment has ended already, with ${enrollment!.endDate}.`);
  await uow.emit('interventions.student.withdrawn', { ...withdrawn, enrollmentId, endDate });
  return enrollment!;
}
