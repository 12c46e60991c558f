import type { AuditFilter } from '@aimline/plugin-interventions-common/audit';
import type { Call } from '@aimline/plugin-interventions-common/client';
import { pagesQuery } from '../launch/pagesQuery';

/** A filter of the audit trail; its dates are in the time zone of the device. */
export type Filter = Omit<AuditFilter, 'timeZone'>;

/** The query for the pages of the audit trail that match a filter, newest first. */
export function auditPages(call: Call, filter: Filter) {
  return pagesQuery(call, 'audit.search', { query: withTimeZone(filter) });
}

/** The filter as the API expects it: with the time zone of its dates. */
export function withTimeZone(filter: Filter): AuditFilter {
  return { ...filter, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone };
}
