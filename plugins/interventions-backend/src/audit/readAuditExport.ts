import type { AuditFilter, AuditPage } from '@aimline/plugin-interventions-common/audit';
import type { ActingUnitOfWork } from '@aimline/plugin-interventions-node';
import { NotFoundError } from '@backstage/errors';
import { searchAudit } from './searchAudit';

const PAGE_SIZE = 500;

/**
 * One page of what an export takes along; what has been recorded since it began is not in it.
 *
 * @throws NotFoundError when the actor has begun no such export.
 */
export async function readAuditExport(uow: ActingUnitOfWork, exportId: string, after?: string): Promise<AuditPage> {
  const [begun] = await uow.rows<{ filter: AuditFilter; newest: string }>(
    `select e.filter, e.newest_audit_id as newest
     from audit_export e
     where e.tenant_id = :tenantId and e.export_id = :exportId and e.exported_by = :personId`,
    { exportId, personId: uow.actor.personId },
  );
  if (!begun) throw new NotFoundError('You have begun no such export.');
  return searchAudit(uow, { ...begun, after }, PAGE_SIZE);
}
