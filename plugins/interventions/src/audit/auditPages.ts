import { infiniteQueryOptions } from '@tanstack/react-query';
import type { AuditFilter } from '@aimline/plugin-interventions-common/audit';
import type { Call } from '@aimline/plugin-interventions-common/client';

/** What narrows the trail; days are those of the device. */
export type Filter = Omit<AuditFilter, 'timeZone'>;

/** The audit trail, newest first, page after page. */
export function auditPages(call: Call, filter: Filter) {
  return infiniteQueryOptions({
    queryKey: ['audit.search', filter] as const,
    queryFn: ({ pageParam }) => call('audit.search', { query: { ...withTimeZone(filter), after: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => (page.hasMore ? page.entries.at(-1)?.auditId : undefined),
  });
}

/** The filter as the API takes it. */
export function withTimeZone(filter: Filter): AuditFilter {
  return { ...filter, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone };
}
