import type { Endpoints } from './endpoints';
import type * as sessions from './sessions';

export const sessionEndpoints = {
  'session.list': { method: 'get', path: '/interventions/:interventionId/sessions' },
  'session.agenda': { method: 'get', path: '/sessions' },
} as const satisfies Endpoints;

declare module './contracts' {
  interface Contracts extends ContractsOf<typeof sessions> {}
}
