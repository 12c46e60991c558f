import type { CloudEvent, EventData, EventType } from '@aimline/plugin-interventions-common/events';
import type { TenantId } from '@aimline/plugin-interventions-node';
import { v7 as uuidv7 } from 'uuid';

/** A change as a CloudEvents 1.0 envelope: the source names the tenant, the subject the intervention. */
export function envelopeOf<T extends EventType>(
  tenantId: TenantId,
  type: T,
  data: EventData<T>,
  occurredAt: Date,
): CloudEvent {
  return {
    specversion: '1.0',
    id: uuidv7(),
    source: `/tenants/${tenantId}`,
    type,
    subject: `interventions/${data.interventionId}`,
    time: occurredAt.toISOString(),
    datacontenttype: 'application/json',
    tenantid: tenantId,
    data,
  };
}
