import * as contracts from '@aimline/plugin-interventions-common/webhooks';
import { coordinator, type Route, route } from '@aimline/plugin-interventions-node';
import { changeWebhook, removeWebhook, rotateWebhookSecret } from './changeWebhook';
import { createWebhook } from './createWebhook';
import { findWebhook, findWebhooks } from './queries';
import type { WebhookTools } from './WebhookTools';

export const webhookRoutes = (tools: WebhookTools): Route[] => [
  route(contracts.listWebhooks, {
    allow: coordinator,
    handle: async (uow) => ({ webhooks: await findWebhooks(uow, null) }),
  }),
  route(contracts.createWebhook, {
    allow: coordinator,
    handle: (uow, { body }) => createWebhook(uow, tools, body),
  }),
  route(contracts.changeWebhook, {
    allow: coordinator,
    handle: (uow, { params, body }) => changeWebhook(uow, tools, params.webhookId, body),
  }),
  route(contracts.rotateWebhookSecret, {
    allow: coordinator,
    handle: (uow, { params }) => rotateWebhookSecret(uow, tools, params.webhookId),
  }),
  route(contracts.testWebhook, {
    allow: coordinator,
    handle: async (uow, { params: { webhookId } }) => {
      await findWebhook(uow, webhookId);
      await uow.emit('interventions.webhook.tested', { webhookId });
      return { webhookId };
    },
  }),
  route(contracts.removeWebhook, {
    allow: coordinator,
    handle: (uow, { params }) => removeWebhook(uow, params.webhookId),
  }),
];
