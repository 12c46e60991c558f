import { lazyRouteComponent } from '@tanstack/react-router';
import { interventionEndpoints } from '@aimline/plugin-interventions-common/interventionEndpoints';
import type { Domain } from '@aimline/plugin-interventions-common/interventions';
import { defineFeature } from '../feature';
import { definePage } from '../frame/page';
import { withTimeout } from '../launch/withTimeout';
import { prefetch, prefetchWholeList } from '../launch/prefetch';
import { t } from '../words/i18n';
import { domainLabels } from '../words/labels';
import { type Filter, interventionPages } from './interventionPages';

/** The list of interventions, the form for a new one, and the page around the sections of one. */
export const interventionFeature = defineFeature({
  endpoints: interventionEndpoints,
  pages: [
    definePage({
      path: '/interventions',
      action: 'intervention.list',
      search: ({ search, tier, domain }): Filter => ({
        search: typeof search === 'string' || typeof search === 'number' ? String(search) : undefined,
        tier: tier === 1 || tier === 2 || tier === 3 ? tier : undefined,
        domain: typeof domain === 'string' && domain in domainLabels() ? (domain as Domain) : undefined,
      }),
      load: ({ launch, queryClient }, { search }) =>
        withTimeout(queryClient.prefetchInfiniteQuery(interventionPages(launch.call, search))),
      component: lazyRouteComponent(() => import('./InterventionsPage'), 'InterventionsPage'),
    }),
    definePage({
      path: '/interventions/new',
      action: 'intervention.create',
      load: (context) =>
        Promise.all([prefetchWholeList(context, 'school.list', {}), prefetchWholeList(context, 'staff.list', {})]),
      component: lazyRouteComponent(() => import('./NewInterventionPage'), 'NewInterventionPage'),
    }),
    definePage({
      path: '/interventions/$interventionId',
      action: 'intervention.read',
      load: (context, { params }) => prefetch(context, 'intervention.read', { params }),
      component: lazyRouteComponent(() => import('./InterventionPage'), 'InterventionPage'),
    }),
  ],
  navigation: [
    { place: 'top', label: () => t('Interventions'), to: '/interventions', order: 20, action: 'intervention.list' },
  ],
  words: {
    actions: () => ({ 'intervention.create': t('created an intervention') }),
    entities: () => ({ intervention: t('Intervention'), meeting_time: t('Meeting time') }),
    reasons: () => ({
      facilitatorOfIntervention: t('as facilitator'),
      ownerOfIntervention: t('as owner'),
      teacherOfParticipant: t('as teacher of a student who takes part'),
    }),
    events: () => ({ 'interventions.intervention.created': t('Intervention created') }),
    sentences: {
      'intervention.create': {
        tell(records) {
          return t('created the intervention with {{count, number}} sessions', {
            count: records.filter(({ entity }) => entity === 'intervention_session').length,
            defaultValue_one: 'created the intervention with {{count, number}} session',
          });
        },
      },
    },
  },
});
