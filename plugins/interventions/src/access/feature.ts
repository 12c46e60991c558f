import { lazyRouteComponent } from '@tanstack/react-router';
import { accessEndpoints } from '@aimline/plugin-interventions-common/accessEndpoints';
import { defineFeature } from '../feature';
import { definePage } from '../frame/page';
import { prefetch, prefetchPages } from '../launch/prefetch';

/** Who comes in, and as what. */
export const accessFeature = defineFeature({
  endpoints: accessEndpoints,
  pages: [
    definePage({
      path: '/access',
      action: 'access.read',
      load: (context) =>
        Promise.all([prefetch(context, 'access.read', {}), prefetchPages(context, 'launch_session.list', {})]),
      component: lazyRouteComponent(() => import('./AccessPage'), 'AccessPage'),
    }),
  ],
  navigation: [{ place: 'top', label: 'Access', to: '/access', order: 30, action: 'access.read' }],
  words: {
    actions: {
      'coordinator.decide': 'decided about a coordinator',
      'deployment.set_status': 'switched a deployment',
      'role_mapping.set': 'mapped a role',
      'role_mapping.remove': 'removed a role mapping',
      'launch_session.end': 'ended a session',
      'person.end_sessions': 'ended the sessions of a person',
    },
    entities: {
      coordinator_candidate: 'Coordinator',
      launch_session: 'Open session',
      role_mapping: 'Role mapping',
    },
    reasons: { coordinator: 'as coordinator', staff: 'as staff' },
  },
});
