import type { EventSink, UnitOfWork } from '@aimline/plugin-interventions-node';
import { Agent } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import { postEvent } from './postEvent';
import { sealContext } from './secrets';
import type { WebhookTools } from './WebhookTools';

/** The longest backoff: a webhook that is down is retried for three days. */
const MAX_BACKOFF_MS = 4 * 3_600_000;
/**
 * No limit on all sockets: Node counts idle ones too, so hosts that keep connections open would block all others. The relay
 * limits deliveries in progress, and idle connections are closed after half a minute.
 */
const CONNECTIONS = { keepAlive: true, maxFreeSockets: 8, timeout: 30_000 };

interface StoredWebhook {
  webhookId: string;
  url: string;
  eventTypes: string[];
  sealedSecrets: Buffer[];
}

/** Finds the webhooks of a tenant as subscribers of the relay; connections are reused between deliveries. */
export function openWebhooks({ keyRing, outboundPolicy }: WebhookTools): (uow: UnitOfWork) => Promise<EventSink[]> {
  const agents = { 'http:': new Agent(CONNECTIONS), 'https:': new TlsAgent(CONNECTIONS) };
  return async (uow) => {
    const webhooks = await uow.rows<StoredWebhook>(LIST);
    return webhooks.map(({ webhookId, url, eventTypes, sealedSecrets }) => ({
      name: webhookId,
      maxBackoffMs: MAX_BACKOFF_MS,
      subscribesTo: (type) =>
        eventTypes.length === 0 || eventTypes.includes(type) || type === 'interventions.webhook.tested',
      deliver: (event, { signal }) => {
        const secrets = sealedSecrets.map((box) => keyRing.unseal(box, sealContext(webhookId)));
        const agent = agents[new URL(url).protocol as 'http:' | 'https:'];
        return postEvent(event, { url, secrets, outboundPolicy, agent, signal });
      },
    }));
  };
}

const LIST = `
  select w.webhook_id as "webhookId", w.url, w.event_types as "eventTypes",
    array(
      select s.sealed
      from webhook_secret s
      where s.tenant_id = :tenantId and s.webhook_id = w.webhook_id and s.expires_at > now()
      order by s.webhook_secret_id desc) as "sealedSecrets"
  from webhook w
  where w.tenant_id = :tenantId and not w.is_paused`;
