import { lazyRouteComponent } from '@tanstack/react-router';
import { apiClientEndpoints } from '@aimline/plugin-interventions-common/apiClientEndpoints';
import { eventEndpoints } from '@aimline/plugin-interventions-common/eventEndpoints';
import { webhookEndpoints } from '@aimline/plugin-interventions-common/webhookEndpoints';
import { defineFeature } from '../feature';
import { definePage } from '../frame/page';
import { prefetch, prefetchPages } from '../launch/prefetch';

/** Which other systems are told what happens. */
export const integrationFeature = defineFeature({
  endpoints: { ...webhookEndpoints, ...eventEndpoints, ...apiClientEndpoints },
  pages: [
    definePage({
      path: '/integrations',
      action: 'webhook.list',
      load: (context) =>
        Promise.all([
          prefetch(context, 'webhook.list', {}),
          prefetchPages(context, 'dead_letter.list', {}),
          prefetch(context, 'api_client.list', {}),
        ]),
      component: lazyRouteComponent(() => import('./IntegrationsPage'), 'IntegrationsPage'),
    }),
  ],
  navigation: [{ place: 'top', label: 'Integrations', to: '/integrations', order: 50, action: 'webhook.list' }],
  words: {
    actions: {
      'webhook.create': 'added a webhook',
      'webhook.change': 'changed a webhook',
      'webhook.rotate_secret': 'made a new secret for a webhook',
      'webhook.remove': 'removed a webhook',
      'dead_letter.replay': 'had dead letters delivered again',
      'dead_letter.skip': 'skipped a dead letter',
      'api_client.create': 'added a program that reads events',
      'api_client.remove': 'removed a program that reads events',
      'api_client.authenticate': 'came in with the token of a program',
    },
    entities: {
      api_client: 'Program that reads events',
      dead_letter_decision: 'Decision on a dead letter',
      webhook: 'Webhook',
    },
    events: { 'interventions.webhook.tested': 'Test of a webhook' },
  },
});
