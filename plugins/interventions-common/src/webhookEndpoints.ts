import type { Endpoints } from './endpoints';
import type * as webhooks from './webhooks';

export const webhookEndpoints = {
  'webhook.list': { method: 'get', path: '/webhooks' },
  'webhook.create': { method: 'post', path: '/webhooks' },
  'webhook.change': { method: 'put', path: '/webhooks/:webhookId' },
  'webhook.rotate_secret': { method: 'post', path: '/webhooks/:webhookId/secrets' },
  'webhook.test': { method: 'post', path: '/webhooks/:webhookId/tests' },
  'webhook.remove': { method: 'delete', path: '/webhooks/:webhookId' },
} as const satisfies Endpoints;

declare module './contracts' {
  interface Contracts extends ContractsOf<typeof webhooks> {}
}
