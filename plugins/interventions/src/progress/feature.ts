import { lazyRouteComponent } from '@tanstack/react-router';
import { progressEndpoints } from '@aimline/plugin-interventions-common/progressEndpoints';
import { defineFeature } from '../feature';
import { definePage } from '../frame/page';
import { prefetchPages, prefetchWholeList } from '../launch/prefetch';
import { t } from '../words/i18n';
import { noteSentence } from './noteSentence';

/** Progress notes on the students of an intervention. */
export const progressFeature = defineFeature({
  endpoints: progressEndpoints,
  pages: [
    definePage({
      parent: '/interventions/$interventionId',
      path: '/notes',
      action: 'progress.list',
      load: (context, { params }) =>
        Promise.all([
          prefetchWholeList(context, 'enrollment.list', { params }),
          prefetchPages(context, 'progress.list', { params }),
        ]),
      component: lazyRouteComponent(() => import('./NotesPage'), 'NotesPage'),
    }),
  ],
  navigation: [
    {
      place: 'intervention',
      label: () => t('Notes'),
      to: '/interventions/$interventionId/notes',
      order: 40,
      action: 'progress.list',
    },
  ],
  words: {
    actions: () => ({ 'progress.note': t('wrote a progress note') }),
    entities: () => ({ progress_note: t('Progress note') }),
    events: () => ({ 'interventions.progress.noted': t('Progress note written') }),
    sentences: { 'progress.note': noteSentence },
  },
});
