import type * as attendance from './attendance';
import type { Endpoints } from './endpoints';

export const attendanceEndpoints = {
  'attendance.read': { method: 'get', path: '/sessions/:sessionId/attendance' },
  'attendance.record': { method: 'put', path: '/sessions/:sessionId/attendance' },
} as const satisfies Endpoints;

declare module './contracts' {
  interface Contracts extends ContractsOf<typeof attendance> {}
}
