import { queryOptions } from '@tanstack/react-query';
import { type Call, type InputOf, type PagedAction, readAllPages } from '@aimline/plugin-interventions-common/client';

/** A list of the API with all its pages, as one query. */
export function wholeListQuery<A extends PagedAction>(call: Call, action: A, input: InputOf<A>) {
  return queryOptions({
    queryKey: [action, input, 'whole'] as const,
    queryFn: () => readAllPages(call, action, input),
  });
}
