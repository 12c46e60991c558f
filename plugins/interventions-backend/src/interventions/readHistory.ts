import type { AuditRecord } from '@aimline/plugin-interventions-common/interventions';
import type { ActingUnitOfWork } from '@aimline/plugin-interventions-node';
import { currentId, staffJson } from '../roster/queries';

/**
 * The latest 200 audit records of an intervention and of all that belongs to it, newest first; records of one instant
 * in the order of their ids.
 */
export async function readHistory(uow: ActingUnitOfWork, interventionId: string): Promise<{ records: AuditRecord[] }> {
  const records = await uow.rows<AuditRecord>(
    `select a.audit_id as "auditId", a.recorded_at as "recordedAt", a.action, a.reason, a.entity,
       a.entity_id as "entityId", a.before, a.after,
       case when p.staff_id is not null then ${staffJson('p')} end as actor
     from audit_record a
     left join staff p on p.tenant_id = a.tenant_id and p.staff_id = ${currentId('staff', 'a.actor_id')}
     where a.tenant_id = :tenantId and a.intervention_id = :interventionId
     order by a.audit_id desc
     limit 200`,
    { interventionId },
  );
  return { records };
}
