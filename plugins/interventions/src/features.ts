import { accessFeature } from './access/feature';
import { attendanceFeature } from './attendance/feature';
import { auditFeature } from './audit/feature';
import { dashboardFeature } from './dashboards/feature';
import { deepLinkingFeature } from './deepLinking/feature';
import { enrollmentFeature } from './enrollments/feature';
import type { UiFeature } from './feature';
import { historyFeature } from './history/feature';
import { integrationFeature } from './integrations/feature';
import { interventionFeature } from './interventions/feature';
import { launchFeature } from './launch/feature';
import { progressFeature } from './progress/feature';
import { rosterFeature } from './roster/feature';
import { sessionFeature } from './sessions/feature';
import { startFeature } from './start/feature';

/** Every feature of the interface. Lists of their words follow this order. */
export const features: readonly UiFeature[] = [
  startFeature,
  interventionFeature,
  sessionFeature,
  enrollmentFeature,
  attendanceFeature,
  progressFeature,
  dashboardFeature,
  historyFeature,
  rosterFeature,
  accessFeature,
  integrationFeature,
  auditFeature,
  deepLinkingFeature,
  launchFeature,
];
