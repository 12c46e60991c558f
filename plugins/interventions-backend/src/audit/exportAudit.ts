import type { AuditFilter, EXPORT_FORMATS } from '@aimline/plugin-interventions-common/audit';
import type { ActingUnitOfWork } from '@aimline/plugin-interventions-node';
import { v7 as uuidv7 } from 'uuid';

/** Begins an export of a part of the audit trail, up to the newest record at this time; the export is audited. */
export async function exportAudit(
  uow: ActingUnitOfWork,
  { filter, format }: { filter: AuditFilter; format: (typeof EXPORT_FORMATS)[number] },
): Promise<{ exportId: string }> {
  const exportId = uuidv7();
  await uow.rows(
    `insert into audit_export (tenant_id, export_id, exported_by, exported_at, format, filter, newest_audit_id)
     values (:tenantId, :exportId, :personId, :now, :format, :filter, (
       select a.audit_id
       from audit_record a
       where a.tenant_id = :tenantId
       order by a.audit_id desc
       limit 1))`,
    { exportId, personId: uow.actor.personId, now: uow.now, format, filter },
  );
  return { exportId };
}
