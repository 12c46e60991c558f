import { lazyRouteComponent } from '@tanstack/react-router';
import { dashboardEndpoints } from '@aimline/plugin-interventions-common/dashboardEndpoints';
import { defineFeature } from '../feature';
import { definePage } from '../frame/page';
import { prefetch } from '../launch/prefetch';
import { t } from '../words/i18n';

/** The dashboards: how an intervention is going, and how a student is doing. */
export const dashboardFeature = defineFeature({
  endpoints: dashboardEndpoints,
  pages: [
    definePage({
      parent: '/interventions/$interventionId',
      path: '/',
      action: 'dashboard.intervention',
      load: (context, { params }) => prefetch(context, 'dashboard.intervention', { params }),
      component: lazyRouteComponent(() => import('./OverviewPage'), 'OverviewPage'),
    }),
    definePage({
      path: '/students/$studentId',
      action: 'dashboard.student',
      load: (context, { params }) => prefetch(context, 'dashboard.student', { params }),
      component: lazyRouteComponent(() => import('./StudentPage'), 'StudentPage'),
    }),
  ],
  navigation: [
    {
      place: 'intervention',
      label: () => t('Overview'),
      to: '/interventions/$interventionId',
      order: 10,
      action: 'dashboard.intervention',
    },
  ],
});
