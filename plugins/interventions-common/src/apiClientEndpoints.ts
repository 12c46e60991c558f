import type * as apiClients from './apiClients';
import type { Endpoints } from './endpoints';

export const apiClientEndpoints = {
  'api_client.list': { method: 'get', path: '/api-clients' },
  'api_client.create': { method: 'post', path: '/api-clients' },
  'api_client.remove': { method: 'delete', path: '/api-clients/:apiClientId' },
} as const satisfies Endpoints;

declare module './contracts' {
  interface Contracts extends ContractsOf<typeof apiClients> {}
}
