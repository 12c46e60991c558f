import type { Webhook } from '@aimline/plugin-interventions-common/webhooks';
import { t } from '../words/i18n';

/** The name of a webhook: its description, or else its address. */
export function webhookName({ description, url }: Pick<Webhook, 'description' | 'url'>): string {
  return description || url;
}

/** The name of a subscriber: a webhook, or one of the sinks of the service. */
export function subscriberName(sink: string, webhooks: readonly Webhook[]): string {
  const webhook = webhooks.find(({ webhookId }) => webhookId === sink);
  return webhook ? webhookName(webhook) : (sinkNames()[sink] ?? sink);
}

const sinkNames = (): Readonly<Record<string, string>> => ({
  'events-service': t('Other plugins on the Aimline server'),
  rabbitmq: 'RabbitMQ',
});
