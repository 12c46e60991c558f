import type { Webhook } from '@aimline/plugin-interventions-common/webhooks';

/** What people call a webhook: its description, else its address. */
export function webhookName({ description, url }: Pick<Webhook, 'description' | 'url'>): string {
  return description || url;
}

/** What people call a subscriber: a webhook, or a sink of the service. */
export function subscriberName(sink: string, webhooks: readonly Webhook[]): string {
  const webhook = webhooks.find(({ webhookId }) => webhookId === sink);
  return webhook ? webhookName(webhook) : (SINKS[sink] ?? sink);
}

const SINKS: Readonly<Record<string, string>> = {
  'events-service': 'Plugins beside Aimline',
  rabbitmq: 'RabbitMQ',
};
