import type { Endpoints } from './endpoints';
import type * as events from './events';

export const eventEndpoints = {
  'event.list': { method: 'get', path: '/events' },
  'dead_letter.list': { method: 'get', path: '/dead-letters' },
  'dead_letter.replay': { method: 'post', path: '/dead-letters/replays' },
  'dead_letter.skip': { method: 'post', path: '/dead-letters/skips' },
} as const satisfies Endpoints;

declare module './contracts' {
  interface Contracts extends ContractsOf<typeof events> {}
}
