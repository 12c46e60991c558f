import * as contracts from '@aimline/plugin-interventions-common/audit';
import { coordinator, route } from '@aimline/plugin-interventions-node';
import { exportAudit } from './exportAudit';
import { readAuditExport } from './readAuditExport';
import { readAuditSealing } from './readAuditSealing';
import { searchAudit } from './searchAudit';

export const auditRoutes = [
  route(contracts.searchAudit, {
    allow: coordinator,
    handle: (uow, { query: { after, ...filter } }) => searchAudit(uow, { filter, after }),
  }),
  route(contracts.exportAudit, {
    allow: coordinator,
    handle: (uow, { body }) => exportAudit(uow, body),
  }),
  route(contracts.readAuditExport, {
    allow: coordinator,
    handle: (uow, { params, query }) => readAuditExport(uow, params.exportId, query.after),
  }),
  route(contracts.readAuditSealing, {
    allow: coordinator,
    handle: (uow) => readAuditSealing(uow),
  }),
];
