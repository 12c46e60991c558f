import type { Endpoints } from './endpoints';
import type * as roster from './roster';

export const rosterEndpoints = {
  'roster.students': { method: 'post', path: '/students/search', isRead: true },
  'roster.staff': { method: 'get', path: '/staff' },
  'roster.schools': { method: 'get', path: '/schools' },
  'roster.import': { method: 'put', path: '/schools' },
} as const satisfies Endpoints;

declare module './contracts' {
  interface Contracts extends ContractsOf<typeof roster> {}
}
