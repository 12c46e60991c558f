import type * as deepLinking from './deepLinking';
import type { Endpoints } from './endpoints';

export const deepLinkingEndpoints = {
  'course_link.offer': { method: 'get', path: '/course-links/offer' },
} as const satisfies Endpoints;

declare module './contracts' {
  interface Contracts extends ContractsOf<typeof deepLinking> {}
}
