import { lazyRouteComponent } from '@tanstack/react-router';
import { accessEndpoints } from '@aimline/plugin-interventions-common/accessEndpoints';
import { defineFeature } from '../feature';
import { definePage } from '../frame/page';
import { prefetch, prefetchPages } from '../launch/prefetch';
import { t } from '../words/i18n';

/** Who has access to Aimline, and in which role. */
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
  navigation: [{ place: 'top', label: () => t('Access'), to: '/access', order: 30, action: 'access.read' }],
  words: {
    actions: () => ({
      'coordinator.decide': t('approved, declined or removed a coordinator'),
      'deployment.set_status': t('switched a deployment on or off'),
      'role_mapping.set': t('mapped a role'),
      'role_mapping.remove': t('removed a role mapping'),
      'launch_session.end': t('ended one sign-in of a person'),
      'person.end_sessions': t('signed a person out'),
    }),
    entities: () => ({
      coordinator_candidate: t('Coordinator'),
      launch_session: t('Sign-in'),
      role_mapping: t('Role mapping'),
    }),
    reasons: () => ({ coordinator: t('as coordinator'), staff: t('as staff') }),
  },
});
