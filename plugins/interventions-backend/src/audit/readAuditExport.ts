import type { AuditFilter, AuditPage } from '@aimline/plugin-interventions-common/audit';
import type { ActingUnitOfWork } from '@aimline/plugin-interventions-node';
import { NotFoundError } from '@backstage/errors';
import { searchAudit } from './searchAudit';

const PAGE_SIZE = 500;

/**
 * One page of an export; it does not contain what was recorded after the export began.
 *
 * @throws NotFoundError when the actor has not started this export
 */
export async function readAuditExport(uow: ActingUnitOfWork, exportId: string, after?: string): Promise<AuditPage> {
  const [auditExport] = await uow.rows<{ filter: AuditFilter; newest: string }>(
    `select e.filter, e.newest_audit_id as newest
     from audit_export e
     where e.tenant_id = :tenantId and e.export_id = :exportId and e.exported_by = :personId`,
    { exportId, personId: uow.actor.personId },
  );
  if (!auditExport) throw new NotFoundError('There is no such export.');
  return searchAudit(uow, { ...auditExport, after }, PAGE_SIZE);
}
