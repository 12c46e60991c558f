import type { Endpoints } from './endpoints';
import type * as enrollments from './enrollments';

export const enrollmentEndpoints = {
  'enrollment.create': { method: 'post', path: '/interventions/:interventionId/enrollments' },
  'enrollment.withdraw': { method: 'post', path: '/enrollments/:enrollmentId/withdrawal' },
  'enrollment.list': { method: 'get', path: '/interventions/:interventionId/enrollments' },
} as const satisfies Endpoints;

declare module './contracts' {
  interface Contracts extends ContractsOf<typeof enrollments> {}
}
