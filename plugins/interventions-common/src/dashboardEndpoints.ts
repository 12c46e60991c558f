import type * as dashboards from './dashboards';
import type { Endpoints } from './endpoints';

export const dashboardEndpoints = {
  'dashboard.intervention': { method: 'get', path: '/interventions/:interventionId/dashboard' },
  'dashboard.student': { method: 'get', path: '/students/:studentId/dashboard' },
} as const satisfies Endpoints;

declare module './contracts' {
  interface Contracts extends ContractsOf<typeof dashboards> {}
}
