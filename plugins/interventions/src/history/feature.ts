import { lazyRouteComponent } from '@tanstack/react-router';
import { defineFeature } from '../feature';
import { definePage } from '../frame/page';
import { prefetchPages, prefetchWholeList } from '../launch/prefetch';
import { t } from '../words/i18n';

/** The history of an intervention, in sentences. */
export const historyFeature = defineFeature({
  pages: [
    definePage({
      parent: '/interventions/$interventionId',
      path: '/history',
      action: 'intervention.history',
      load: (context, { params }) =>
        Promise.all([
          prefetchWholeList(context, 'enrollment.list', { params }),
          prefetchPages(context, 'intervention.history', { params }),
          prefetchWholeList(context, 'session.list', { params }),
        ]),
      component: lazyRouteComponent(() => import('./HistoryPage'), 'HistoryPage'),
    }),
  ],
  navigation: [
    {
      place: 'intervention',
      label: () => t('History'),
      to: '/interventions/$interventionId/history',
      order: 50,
      action: 'intervention.history',
    },
  ],
});
