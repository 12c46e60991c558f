import { infiniteQueryOptions } from '@tanstack/react-query';
import type { Call } from '@aimline/plugin-interventions-common/client';
import type { Domain, Tier } from '@aimline/plugin-interventions-common/interventions';

/** Filters of the list of interventions. */
export interface Filter {
  /** A part of the title. */
  search?: string;
  tier?: Tier;
  domain?: Domain;
}

/** The query for the list of interventions, page by page. */
export function interventionPages(call: Call, filter: Filter) {
  return infiniteQueryOptions({
    queryKey: ['intervention.list', filter] as const,
    queryFn: ({ pageParam }) => call('intervention.list', { body: { ...filter, after: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => (page.hasMore ? page.interventions.at(-1)?.interventionId : undefined),
  });
}
