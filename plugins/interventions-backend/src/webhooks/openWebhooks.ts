import type { EventSink, UnitOfWork } from '@aimline/plugin-interventions-node';
import { Agent } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import { postEvent } from './postEvent';
import { sealContext } from './secrets';
import type { WebhookTools } from './WebhookTools';

/** Of an event that a webhook does not take, from seconds to this. */
const MAX_BACKOFF_MS = 4 * 3_600_000;
/**
 * No bound to all of them: to Node an idle one counts too, so that hosts which keep theirs open would leave no place for
 * any other. What is on its way is bounded by the relay, and who is idle for half a minute is hung up on.
 */
const CONNECTIONS = { keepAlive: true, maxFreeSockets: 8, timeout: 30_000 };

interface StoredWebhook {
  webhookId: string;
  url: string;
  eventTypes: string[];
  sealedSecrets: Buffer[];
}

/** Webhooks as subscribers of the relay; their connections are kept from one event to the next. */
export function openWebhooks({ keyRing, outboundPolicy }: WebhookTools): (uow: UnitOfWork) => Promise<EventSink[]> {
  const agents = { 'http:': new Agent(CONNECTIONS), 'https:': new TlsAgent(CONNECTIONS) };
  return async (uow) => {
    const webhooks = await uow.rows<StoredWebhook>(LIST);
    return webhooks.map(({ webhookId, url, eventTypes, sealedSecrets }) => ({
      name: webhookId,
      maxBackoffMs: MAX_BACKOFF_MS,
      takes: (type) => eventTypes.length === 0 || eventTypes.includes(type) || type === 'interventions.webhook.tested',
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
