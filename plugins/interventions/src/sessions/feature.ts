import { lazyRouteComponent } from '@tanstack/react-router';
import { sessionEndpoints } from '@aimline/plugin-interventions-common/sessionEndpoints';
import { defineFeature } from '../feature';
import { definePage } from '../frame/page';
import { prefetchWholeList } from '../launch/prefetch';
import { t } from '../words/i18n';

/** The sessions of an intervention, and those of a day. */
export const sessionFeature = defineFeature({
  endpoints: sessionEndpoints,
  pages: [
    definePage({
      parent: '/interventions/$interventionId',
      path: '/sessions',
      action: 'session.list',
      load: (context, { params }) => prefetchWholeList(context, 'session.list', { params }),
      component: lazyRouteComponent(() => import('./SessionsPage'), 'SessionsPage'),
    }),
  ],
  navigation: [
    {
      place: 'intervention',
      label: () => t('Sessions'),
      to: '/interventions/$interventionId/sessions',
      order: 20,
      action: 'session.list',
    },
  ],
  words: { entities: () => ({ intervention_session: t('Session of an intervention') }) },
});
