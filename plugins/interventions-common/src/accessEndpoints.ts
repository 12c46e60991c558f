import type * as access from './access';
import type { Endpoints } from './endpoints';

export const accessEndpoints = {
  'access.read': { method: 'get', path: '/access' },
  'coordinator.decide': { method: 'put', path: '/coordinators/:staffId' },
  'deployment.set_status': { method: 'put', path: '/deployments/:registrationId' },
  'role_mapping.set': { method: 'post', path: '/role-mappings' },
  'role_mapping.remove': { method: 'delete', path: '/role-mappings/:roleMappingId' },
  'launch_session.list': { method: 'get', path: '/launch-sessions' },
  'launch_session.end': { method: 'delete', path: '/launch-sessions/:launchSessionId' },
  'person.end_sessions': { method: 'delete', path: '/people/:personId/launch-sessions' },
} as const satisfies Endpoints;

declare module './contracts' {
  interface Contracts extends ContractsOf<typeof access> {}
}
