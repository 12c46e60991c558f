import type { InterventionDashboard, StudentProgress } from '@aimline/plugin-interventions-common/dashboards';
import type { Enrollment } from '@aimline/plugin-interventions-common/enrollments';
import { ratingTrend } from '@aimline/plugin-interventions-common/ratingTrend';
import type { ActingUnitOfWork } from '@aimline/plugin-interventions-node';
import { findEnrollments } from '../enrollments/queries';
import { countMarks, findRatings, sumMarks } from './queries';

/**
 * Attendance and rating trends of an intervention, computed from the current rows, for the students that the actor sees
 * there. Not paged: the number of students is limited by the group, the number of weeks by the dates.
 */
export async function readInterventionDashboard(
  uow: ActingUnitOfWork,
  interventionId: string,
): Promise<InterventionDashboard> {
  const [[sessions], enrollments, allCounts, ratings] = await Promise.all([
    uow.rows<InterventionDashboard['sessions']>(COUNT_SESSIONS, { interventionId, now: uow.now }),
    findEnrollments(uow, 'e.intervention_id = :interventionId', { interventionId }),
    countMarks(uow, 'e.intervention_id = :interventionId', { interventionId }),
    findRatings(uow, 'n.intervention_id = :interventionId', { interventionId }),
  ]);
  // A student who was enrolled again has two enrollments: show the active one, otherwise the later one.
  const latest = new Map<string, Enrollment>();
  for (const enrollment of enrollments) {
    const { studentId } = enrollment.student;
    if (latest.get(studentId)?.status !== 'active') latest.set(studentId, enrollment);
  }
  const counts = allCounts.filter((count) => latest.has(count.studentId));
  const weeks = Map.groupBy(counts, (count) => count.weekBeginDate);
  return {
    interventionId,
    asOf: uow.now.toISOString(),
    sessions: sessions!,
    attendance: sumMarks(counts),
    weeks: [...weeks].map(([weekBeginDate, ofWeek]) => ({ weekBeginDate, ...sumMarks(ofWeek) })),
    students: [...latest.values()].map(({ student, status }): StudentProgress => {
      const own = ratings.filter((row) => row.studentId === student.studentId);
      return {
        student,
        status,
        attendance: sumMarks(counts.filter((count) => count.studentId === student.studentId)),
        ratings: own.map(({ notedOn, rating }) => ({ notedOn, rating })),
        trend: ratingTrend(own),
      };
    }),
  };
}

const COUNT_SESSIONS = `
  select count(*) as scheduled,
    count(*) filter (where s.ends_at <= :now) as ended,
    count(*) filter (where marks.present) as held,
    count(*) filter (where s.ends_at <= :now and not marks.present) as "notRecorded"
  from intervention_session s
  cross join lateral (
    select exists (select from attendance_record a where a.tenant_id = :tenantId and a.session_id = s.session_id) as present) marks
  where s.tenant_id = :tenantId and s.intervention_id = :interventionId and s.status = 'scheduled'`;
