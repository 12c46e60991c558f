import type { Endpoints } from './endpoints';
import type * as progress from './progress';

export const progressEndpoints = {
  'progress.note': { method: 'post', path: '/interventions/:interventionId/progress-notes' },
  'progress.list': { method: 'get', path: '/interventions/:interventionId/progress-notes' },
} as const satisfies Endpoints;

declare module './contracts' {
  interface Contracts extends ContractsOf<typeof progress> {}
}
