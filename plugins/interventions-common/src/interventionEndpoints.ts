import type { Endpoints } from './endpoints';
import type * as interventions from './interventions';

export const interventionEndpoints = {
  'intervention.create': { method: 'post', path: '/interventions' },
  'intervention.list': { method: 'post', path: '/interventions/search', isRead: true },
  'intervention.read': { method: 'get', path: '/interventions/:interventionId' },
  'intervention.history': { method: 'get', path: '/interventions/:interventionId/history' },
} as const satisfies Endpoints;

declare module './contracts' {
  interface Contracts extends ContractsOf<typeof interventions> {}
}
