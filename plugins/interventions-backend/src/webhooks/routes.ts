import * as contracts from '@aimline/plugin-interventions-common/webhooks';
import { coordinator, type Route, route } from '@aimline/plugin-interventions-node';
import { changeWebhook, removeWebhook, rotateWebhookSecret } from './changeWebhook';
import { createWebhook } from './createWebhook';
import { expectWebhook } from './expectWebhook';
import { findWebhooks } from './queries';
import type { WebhookTools } from './WebhookTools';

export const webhookRoutes = (tools: WebhookTools): Route[] => [
  route(contracts.listWebhooks, {
    allow: coordinator,
    handle: async (uow) => ({ webhooks: await findWebhooks(uow, null) }),
  }),
  route.outside(contracts.createWebhook, {
    allow: coordinator,
    handle: async ({ answer }, { body }) => {
      await expectWebhook(tools, body);
      return answer((uow) => createWebhook(uow, tools, body));
    },
  }),
  route.outside(contracts.changeWebhook, {
    allow: coordinator,
    handle: async ({ answer }, { params, body }) => {
      await expectWebhook(tools, body);
      return answer((uow) => changeWebhook(uow, params.webhookId, body));
    },
  }),
  route(contracts.rotateWebhookSecret, {
    allow: coordinator,
    handle: (uow, { params }) => rotateWebhookSecret(uow, tools, params.webhookId),
  }),
  route(contracts.testWebhook, {
    allow: coordinator,
    handle: async (uow, { params: { webhookId } }) => {
      uow.emit(contracts.webhookTested({ webhookId }));
      return { webhookId };
    },
  }),
  route(contracts.removeWebhook, {
    allow: coordinator,
    handle: (uow, { params }) => removeWebhook(uow, params.webhookId),
  }),
];
