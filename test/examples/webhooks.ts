import type { ExampleWorld } from '../support/exampleCalls';

export const examples = ({ webhookId, url }: ExampleWorld) => ({
  'webhook.list': {},
  'webhook.create': { body: { url, description: 'SIS', eventTypes: ['interventions.attendance.recorded'] } },
  'webhook.change': {
    params: { webhookId },
    body: { url, description: 'SIS', eventTypes: ['interventions.attendance.recorded'], isPaused: false },
  },
  'webhook.rotate_secret': { params: { webhookId }, body: {} },
  'webhook.test': { params: { webhookId }, body: {} },
  'webhook.remove': { params: { webhookId } },
});
