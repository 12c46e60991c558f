import { lazyRouteComponent } from '@tanstack/react-router';
import { apiClientEndpoints } from '@aimline/plugin-interventions-common/apiClientEndpoints';
import { eventEndpoints } from '@aimline/plugin-interventions-common/eventEndpoints';
import { webhookEndpoints } from '@aimline/plugin-interventions-common/webhookEndpoints';
import { defineFeature } from '../feature';
import { definePage } from '../frame/page';
import { prefetch, prefetchPages } from '../launch/prefetch';
import { t } from '../words/i18n';

/** Webhooks, dead letters and API clients: how other systems receive events. */
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
  navigation: [
    { place: 'top', label: () => t('Integrations'), to: '/integrations', order: 50, action: 'webhook.list' },
  ],
  words: {
    actions: () => ({
      'webhook.create': t('added a webhook'),
      'webhook.change': t('changed a webhook'),
      'webhook.rotate_secret': t('created a new secret for a webhook'),
      'webhook.remove': t('removed a webhook'),
      'dead_letter.replay': t('delivered dead letters again'),
      'dead_letter.skip': t('skipped a dead letter'),
      'api_client.create': t('added a program that reads events'),
      'api_client.remove': t('removed a program that reads events'),
      'api_client.authenticate': t('signed in with the token of a program'),
    }),
    entities: () => ({
      api_client: t('Program that reads events'),
      dead_letter_decision: t('Decision on a dead letter'),
      webhook: t('Webhook'),
    }),
    events: () => ({ 'interventions.webhook.tested': t('Test of a webhook') }),
  },
});
