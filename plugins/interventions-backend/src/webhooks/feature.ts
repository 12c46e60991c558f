import { webhookTested } from '@aimline/plugin-interventions-common/webhooks';
import { type Feature, feature, rowOf } from '@aimline/plugin-interventions-node';
import { openWebhooks } from './openWebhooks';
import { webhookRoutes } from './routes';
import type { WebhookTools } from './WebhookTools';

export const createWebhooksFeature = (tools: WebhookTools): Feature =>
  feature({
    name: 'webhooks',
    routes: webhookRoutes(tools),
    subjects: { webhookId: rowOf('webhook', 'webhook_id', 'webhook') },
    // fails when a webhook is removed while an event is emitted to it; safe to retry
    constraints: { event_delivery_webhook_fkey: 'retry' },
    events: [webhookTested],
    findEventSinks: openWebhooks(tools),
  });
