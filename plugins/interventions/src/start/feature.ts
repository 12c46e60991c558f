import { lazyRouteComponent } from '@tanstack/react-router';
import { defineFeature } from '../feature';
import { definePage } from '../frame/page';
import { dateIn } from '../frame/inSearch';
import { prefetch } from '../launch/prefetch';
import { mayDo } from '../launch/mayDo';
import { t } from '../words/i18n';

/** The start page. */
export const startFeature = defineFeature({
  pages: [
    definePage({
      path: '/',
      search: ({ date }) => ({ date: dateIn(date) }),
      load: (context, { search }) =>
        mayDo(context.launch.session, 'session.agenda')
          ? prefetch(context, 'session.agenda', { query: search })
          : prefetch(context, 'student.list', {}),
      component: lazyRouteComponent(() => import('./StartPage'), 'StartPage'),
    }),
  ],
  navigation: [
    { place: 'top', label: () => t('Today'), to: '/', order: 10, action: 'session.agenda', isExact: true },
    { place: 'top', label: () => t('My children'), to: '/', order: 10, unless: 'session.agenda' },
  ],
});
