import { lazyRouteComponent } from '@tanstack/react-router';
import { progressEndpoints } from '@aimline/plugin-interventions-common/progressEndpoints';
import { defineFeature } from '../feature';
import { definePage } from '../frame/page';
import { prefetchPages, prefetchWholeList } from '../launch/prefetch';
import { noteSentence } from './noteSentence';

/** Notes on how students come along in an intervention. */
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
      label: 'Notes',
      to: '/interventions/$interventionId/notes',
      order: 40,
      action: 'progress.list',
    },
  ],
  words: {
    actions: { 'progress.note': 'wrote a progress note' },
    entities: { progress_note: 'Progress note' },
    events: { 'interventions.progress.noted': 'Progress note written' },
    sentences: { 'progress.note': noteSentence },
  },
});
