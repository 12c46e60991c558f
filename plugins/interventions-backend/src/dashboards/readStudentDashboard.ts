import type { StudentDashboard } from '@aimline/plugin-interventions-common/dashboards';
import { ratingTrend } from '@aimline/plugin-interventions-common/ratingTrend';
import { NotFoundError } from '@backstage/errors';
import type { ActingUnitOfWork } from '@aimline/plugin-interventions-node';
import { countMarks, findRatings, sumMarks } from './queries';

type InterventionOfStudent = StudentDashboard['interventions'][number];

/**
 * Attendance and rating trends of a student in all interventions, latest first. Not paged: one student attends only a
 * few.
 *
 * @throws NotFoundError when the student does not exist in this tenant
 */
export async function readStudentDashboard(uow: ActingUnitOfWork, studentId: string): Promise<StudentDashboard> {
  const [[student], interventions, counts, ratings] = await Promise.all([
    uow.rows<StudentDashboard['student']>(FIND_STUDENT, { studentId }),
    uow.rows<Omit<InterventionOfStudent, 'attendance' | 'ratings' | 'trend'>>(FIND_INTERVENTIONS, { studentId }),
    countMarks(uow, 'e.student_id = :studentId', { studentId }),
    findRatings(uow, 'n.student_id = :studentId', { studentId }),
  ]);
  if (!student) throw new NotFoundError('There is no such student.');
  return {
    student,
    asOf: uow.now.toISOString(),
    interventions: interventions.map((intervention) => {
      const own = ratings.filter((row) => row.interventionId === intervention.interventionId);
      return {
        ...intervention,
        attendance: sumMarks(counts.filter((count) => count.interventionId === intervention.interventionId)),
        ratings: own.map(({ notedOn, rating }) => ({ notedOn, rating })),
        trend: ratingTrend(own),
      };
    }),
  };
}

const FIND_STUDENT = `
  select st.student_id as "studentId", st.given_name as "givenName", st.family_name as "familyName"
  from student st
  where st.tenant_id = :tenantId and st.student_id = :studentId`;

const FIND_INTERVENTIONS = `
  select i.intervention_id as "interventionId", i.title, i.objective, i.tier, i.domain, latest.status
  from (
    select distinct on (e.intervention_id) e.intervention_id, e.status, e.begin_date
    from enrollment e
    where e.tenant_id = :tenantId and e.student_id = :studentId
    order by e.intervention_id, (e.status = 'active') desc, e.begin_date desc, e.enrollment_id desc) latest
  join intervention i on i.tenant_id = :tenantId and i.intervention_id = latest.intervention_id
  order by latest.begin_date desc, i.title_key, i.intervention_id`;
