import type { AuditRecord } from '@aimline/plugin-interventions-common/interventions';
import { type ActingUnitOfWork, readPage } from '@aimline/plugin-interventions-node';
import { currentId, staffJson } from '../roster/queries';

/** The audit records of an intervention and of everything that belongs to it, newest first: in the order of their ids. */
export async function readHistory(uow: ActingUnitOfWork, interventionId: string, after: string | undefined) {
  return readPage(
    uow,
    { items: 'records', pageSize: 100, after, cursorOf: (record: AuditRecord) => record.auditId },
    (page) => uow.rows<AuditRecord>(HISTORY, { interventionId, ...page }),
  );
}

const HISTORY = `
  select a.audit_id as "auditId", a.recorded_at as "recordedAt", a.action, a.reason, a.entity,
    a.entity_id as "entityId", a.before, a.after,
    case when p.staff_id is not null then ${staffJson('p')} end as actor
  from audit_record a
  left join staff p on p.tenant_id = a.tenant_id and p.staff_id = ${currentId('staff', 'a.actor_id')}
  where a.tenant_id = :tenantId and a.intervention_id = :interventionId
    and (:after::uuid is null or a.audit_id < :after)
  order by a.audit_id desc
  limit :limit`;
