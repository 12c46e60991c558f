import { lazyRouteComponent } from '@tanstack/react-router';
import { deepLinkingEndpoints } from '@aimline/plugin-interventions-common/deepLinkingEndpoints';
import { defineFeature } from '../feature';
import { definePage } from '../frame/page';
import { interventionPages } from '../interventions/interventionPages';
import { withTimeout } from '../launch/withTimeout';
import { prefetch } from '../launch/prefetch';
import { t } from '../words/i18n';

/** Deep linking: the user chooses the links that the LMS places in a course. */
export const deepLinkingFeature = defineFeature({
  endpoints: deepLinkingEndpoints,
  pages: [
    definePage({
      path: '/deep-link',
      isThere: ({ deepLinking }) => deepLinking !== null,
      action: 'course_link.offer',
      load: (context) =>
        Promise.all([
          prefetch(context, 'course_link.offer', {}),
          withTimeout(context.queryClient.prefetchInfiniteQuery(interventionPages(context.launch.call, {}))),
        ]),
      component: lazyRouteComponent(() => import('./DeepLinkPage'), 'DeepLinkPage'),
    }),
  ],
  navigation: [{ place: 'choosing', label: () => t('Add to the course'), to: '/deep-link', order: 10 }],
});
