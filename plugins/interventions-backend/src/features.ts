import type { Feature } from '@aimline/plugin-interventions-node';
import { createApiClientsFeature } from './apiClients/feature';
import { attendanceFeature } from './attendance/feature';
import { createAuditFeature } from './audit/feature';
import { bookingsFeature } from './bookings/feature';
import { calendarsFeature } from './calendars/feature';
import { courseLinksFeature } from './courseLinks/feature';
import { dashboardsFeature } from './dashboards/feature';
import { enrollmentsFeature } from './enrollments/feature';
import { createEventsFeature } from './events/feature';
import type { FeatureTools } from './FeatureTools';
import { interventionsFeature } from './interventions/feature';
import { progressFeature } from './progress/feature';
import { rosterFeature } from './roster/feature';
import { sessionsFeature } from './sessions/feature';
import { createWebhooksFeature } from './webhooks/feature';

/**
 * All features of the service. The order matters: a feature may import the `queries` and `operations` of features above it,
 * nothing of those below. The linter reads the order here.
 */
export const createFeatures = (tools: FeatureTools): Feature[] => [
  rosterFeature,
  calendarsFeature,
  bookingsFeature,
  interventionsFeature,
  sessionsFeature,
  enrollmentsFeature,
  attendanceFeature,
  progressFeature,
  dashboardsFeature,
  courseLinksFeature,
  createAuditFeature(tools),
  createEventsFeature(tools),
  createWebhooksFeature(tools),
  createApiClientsFeature(tools),
];
