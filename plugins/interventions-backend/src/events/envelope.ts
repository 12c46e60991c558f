import type { CloudEvent, EventData, EventType } from '@aimline/plugin-interventions-common/events';
import type { TenantId } from '@aimline/plugin-interventions-node';

/** What of an event is stored. */
export interface StoredEvent {
  eventId: string;
  orderingKey: string;
  seq: number;
  type: string;
  subject: string;
  /** ISO 8601 in UTC. */
  occurredAt: string;
  data: unknown;
}

/** The columns of a {@link StoredEvent}, of `outbox_event e`. */
export const STORED_EVENT = `
  e.event_id as "eventId", e.ordering_key as "orderingKey", e.seq, e.type, e.subject, e.occurred_at as "occurredAt", e.data`;

/** Of what an event is about: the stream that it belongs to, and the one webhook that gets it if it is a test of that. */
export function streamOf<T extends EventType>(
  data: EventData<T>,
): { orderingKey: string; subject: string; onlyWebhookId: string | null } {
  if ('webhookId' in data)
    return { orderingKey: data.webhookId, subject: `webhooks/${data.webhookId}`, onlyWebhookId: data.webhookId };
  return { orderingKey: data.interventionId, subject: `interventions/${data.interventionId}`, onlyWebhookId: null };
}

/** A stored event as a CloudEvents 1.0 envelope: the source names the tenant, the subject the intervention. */
export function envelopeOf(tenantId: TenantId, event: StoredEvent): CloudEvent {
  return {
    specversion: '1.0',
    id: event.eventId,
    source: `/tenants/${tenantId}`,
    type: event.type,
    subject: event.subject,
    time: event.occurredAt,
    datacontenttype: 'application/json',
    tenantid: tenantId,
    partitionkey: event.orderingKey,
    sequence: String(event.seq).padStart(10, '0'),
    data: event.data,
  };
}
