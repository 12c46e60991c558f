import { attendanceRoutes } from './attendance/routes';
import { auditRoutes } from './audit/routes';
import { dashboardRoutes } from './dashboards/routes';
import { enrollmentRoutes } from './enrollments/routes';
import { interventionRoutes } from './interventions/routes';
import { progressRoutes } from './progress/routes';
import { rosterRoutes } from './roster/routes';
import { sessionRoutes } from './sessions/routes';

/** All that can be asked of the service. */
export const routes = [
  ...interventionRoutes,
  ...sessionRoutes,
  ...enrollmentRoutes,
  ...attendanceRoutes,
  ...progressRoutes,
  ...dashboardRoutes,
  ...rosterRoutes,
  ...auditRoutes,
];
