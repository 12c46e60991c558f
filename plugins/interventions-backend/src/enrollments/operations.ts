import { studentsEnrolled, studentWithdrawn } from '@aimline/plugin-interventions-common/enrollments';
import {
  FieldError,
  type OnBehalfOf,
  type UnitOfWork,
  UnknownReferenceError,
} from '@aimline/plugin-interventions-node';
import { ConflictError, NotFoundError } from '@backstage/errors';
import { v7 as uuidv7 } from 'uuid';
import { findInterventionDates } from '../interventions/queries';
import { lockIntervention } from '../interventions/operations';

export interface EnrollmentRequest {
  interventionId: string;
  studentIds: readonly string[];
  /** The first day; by default the later of today and the first day of the intervention. */
  beginDate?: string | undefined;
}

/**
 * Enrolls students, all or none.
 *
 * @returns the new enrollments, in no particular order
 * @throws NotFoundError when there is no such intervention
 * @throws UnknownReferenceError when a student does not exist in this tenant
 * @throws FieldError when the first day lies outside the intervention
 */
export async function enrollStudents(
  uow: UnitOfWork,
  by: OnBehalfOf,
  { interventionId, studentIds, beginDate: wanted }: EnrollmentRequest,
): Promise<{ enrollmentId: string; studentId: string }[]> {
  const [, beginDate] = await Promise.all([
    lockIntervention(uow, interventionId),
    firstDay(uow, interventionId, wanted),
  ]);
  const { source, personId, originId } = originOf(by);
  const enrollments = await uow.rows<{ enrollmentId: string; studentId: string }>(INSERT_ENROLLMENTS, {
    ...{ interventionId, beginDate, source, personId, originId },
    enrollmentIds: studentIds.map(() => uuidv7()),
    chosen: studentIds,
    now: uow.now,
  });
  if (enrollments.length < studentIds.length) throw notToBeEnrolled();
  uow.emit(studentsEnrolled({ interventionId, beginDate, source, enrollments }));
  return enrollments;
}

/**
 * Ends an enrollment with a last day. Later sessions no longer book the student; marks and notes stay.
 *
 * @throws NotFoundError when there is no such enrollment
 * @throws ConflictError when it has ended already
 */
export async function withdrawStudent(
  uow: UnitOfWork,
  by: OnBehalfOf,
  enrollmentId: string,
  endDate: string,
): Promise<void> {
  const [found] = await uow.rows<{ interventionId: string }>(FIND_INTERVENTION, { enrollmentId });
  if (!found) throw new NotFoundError('There is no such enrollment.');
  await lockIntervention(uow, found.interventionId);
  const [withdrawn] = await uow.rows<{ interventionId: string; studentId: string }>(WITHDRAW, {
    enrollmentId,
    endDate,
  });
  if (!withdrawn) {
    const [ended] = await uow.rows<{ endDate: string }>(FIND_END, { enrollmentId });
    throw new ConflictError(`The enrollment ended on ${ended!.endDate} already.`);
  }
  uow.emit(studentWithdrawn({ ...withdrawn, enrollmentId, endDate, source: originOf(by).source }));
}

/**
 * The first day of an enrollment.
 *
 * @throws FieldError when it lies outside of the intervention
 */
export async function firstDay(uow: UnitOfWork, interventionId: string, wanted?: string): Promise<string> {
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

export function notToBeEnrolled(): UnknownReferenceError {
  return new UnknownReferenceError([{ path: 'body.studentIds', message: 'You may not enroll one of these students.' }]);
}

/** The origin of an enrollment, as its row stores it. */
function originOf(by: OnBehalfOf) {
  const none = { personId: null, originId: null };
  switch (by.kind) {
    case 'person':
      return { ...none, source: 'manual', personId: by.personId } as const;
    case 'rule_run':
      return { ...none, source: 'rule', originId: by.ruleRunId } as const;
    case 'import':
      return { ...none, source: 'import', originId: by.importId } as const;
    case 'system':
      return { ...none, source: 'system' } as const;
  }
}

const INSERT_ENROLLMENTS = `
  insert into enrollment (
    tenant_id, enrollment_id, intervention_id, student_id, status, source, origin_id, begin_date, enrolled_by, enrolled_at)
  select st.tenant_id, x.enrollment_id, :interventionId, st.student_id, 'active', :source, :originId, :beginDate, :personId, :now
  from student st
  join unnest(:enrollmentIds::uuid[], :chosen::uuid[]) as x (enrollment_id, student_id) on x.student_id = st.student_id
  where st.tenant_id = :tenantId
  returning enrollment_id as "enrollmentId", student_id as "studentId"`;

const FIND_INTERVENTION = `
  select intervention_id as "interventionId" from enrollment where tenant_id = :tenantId and enrollment_id = :enrollmentId`;

const WITHDRAW = `
  update enrollment
  set status = 'withdrawn', end_date = :endDate
  where tenant_id = :tenantId and enrollment_id = :enrollmentId and status = 'active'
  returning intervention_id as "interventionId", student_id as "studentId"`;

const FIND_END = `
  select end_date as "endDate" from enrollment where tenant_id = :tenantId and enrollment_id = :enrollmentId`;
