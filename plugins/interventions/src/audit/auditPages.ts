import type { AuditFilter } from '@aimline/plugin-interventions-common/audit';
import type { Call } from '@aimline/plugin-interventions-common/client';
import { pagesQuery } from '../launch/pagesQuery';

/** What narrows the trail; days are those of the device. */
export type Filter = Omit<AuditFilter, 'timeZone'>;

/** The audit trail, newest first, page after page. */
export function auditPages(call: Call, filter: Filter) {
  return pagesQuery(call, 'audit.search', { query: withTimeZone(filter) });
}

/** The filter as the API takes it. */
export function withTimeZone(filter: Filter): AuditFilter {
  return { ...filter, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone };
}
