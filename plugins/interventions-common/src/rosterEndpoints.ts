import type { Endpoints } from './endpoints';
import type * as roster from './roster';

export const rosterEndpoints = {
  'student.list': { method: 'post', path: '/students/search', isRead: true },
  'staff.list': { method: 'get', path: '/staff' },
  'school.list': { method: 'get', path: '/schools' },
  'school.import': { method: 'put', path: '/schools' },
} as const satisfies Endpoints;

declare module './contracts' {
  interface Contracts extends ContractsOf<typeof roster> {}
}
