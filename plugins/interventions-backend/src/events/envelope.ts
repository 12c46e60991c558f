import type { CloudEvent } from '@aimline/plugin-interventions-common/events';
import type { TenantId } from '@aimline/plugin-interventions-node';

/** An event as it is stored. */
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

/** SQL: the columns of a {@link StoredEvent} from `outbox_event e`. */
export const STORED_EVENT = `
  e.event_id as "eventId", e.ordering_key as "orderingKey", e.seq, e.type, e.subject, e.occurred_at as "occurredAt", e.data`;

/** A stored event as a CloudEvents 1.0 envelope: `source` names the tenant, `subject` the intervention or webhook. */
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
