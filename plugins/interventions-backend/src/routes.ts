import type { Route } from '@aimline/plugin-interventions-node';
import { apiClientRoutes } from './apiClients/routes';
import { attendanceRoutes } from './attendance/routes';
import { auditRoutes } from './audit/routes';
import { dashboardRoutes } from './dashboards/routes';
import { enrollmentRoutes } from './enrollments/routes';
import { eventRoutes } from './events/routes';
import { interventionRoutes } from './interventions/routes';
import { progressRoutes } from './progress/routes';
import { rosterRoutes } from './roster/routes';
import { sessionRoutes } from './sessions/routes';
import { webhookRoutes } from './webhooks/routes';
import type { WebhookTools } from './webhooks/WebhookTools';

/** All that can be asked of the service. */
export const createRoutes = (tools: WebhookTools): Route[] => [
  ...interventionRoutes,
  ...sessionRoutes,
  ...enrollmentRoutes,
  ...attendanceRoutes,
  ...progressRoutes,
  ...dashboardRoutes,
  ...rosterRoutes,
  ...auditRoutes,
  ...eventRoutes,
  ...webhookRoutes(tools),
  ...apiClientRoutes,
];
