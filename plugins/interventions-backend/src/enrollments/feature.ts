import { studentsEnrolled, studentWithdrawn } from '@aimline/plugin-interventions-common/enrollments';
import { FieldError, feature } from '@aimline/plugin-interventions-node';
import { ConflictError } from '@backstage/errors';
import { INTERVENTION_FACTS } from '../interventions/queries';
import { enrollmentRoutes } from './routes';

export const enrollmentsFeature = feature({
  name: 'enrollments',
  routes: enrollmentRoutes,
  subjects: {
    enrollmentId: {
      what: 'enrollment',
      sql: `
        select ${INTERVENTION_FACTS}
        from enrollment e
        join intervention i on i.tenant_id = e.tenant_id and i.intervention_id = e.intervention_id
        where e.tenant_id = :tenantId and e.enrollment_id = :id`,
    },
  },
  constraints: {
    enrollment_once: () => new ConflictError('A student is enrolled here already at that time.'),
    enrollment_dates_in_order: () =>
      new FieldError([{ path: 'body.endDate', message: 'The last day is before the first day of the enrollment.' }]),
  },
  events: [studentsEnrolled, studentWithdrawn],
});
