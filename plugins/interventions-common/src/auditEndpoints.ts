import type * as audit from './audit';
import type { Endpoints } from './endpoints';

export const auditEndpoints = {
  'audit.search': { method: 'get', path: '/audit' },
  'audit.seals': { method: 'get', path: '/audit/seals' },
  'audit.export': { method: 'post', path: '/audit/exports' },
  'audit.export_read': { method: 'get', path: '/audit/exports/:exportId' },
} as const satisfies Endpoints;

declare module './contracts' {
  interface Contracts extends ContractsOf<typeof audit> {}
}
