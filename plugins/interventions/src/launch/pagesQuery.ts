import { infiniteQueryOptions } from '@tanstack/react-query';
import {
  type Call,
  type InputOf,
  type PagedAction,
  type ResultFor,
  withCursor,
} from '@aimline/plugin-interventions-common/client';

/** A list of the API as a query that reads one page after another, for `ShowMore`. */
export function pagesQuery<A extends PagedAction>(call: Call, action: A, input: InputOf<A>) {
  const callWith = call as (action: A, input: InputOf<A>) => Promise<ResultFor<A>>;
  return infiniteQueryOptions({
    queryKey: [action, input, 'pages'] as const,
    queryFn: ({ pageParam }) => callWith(action, withCursor<A>(input, pageParam)),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ hasMore, next }: ResultFor<PagedAction>) => (hasMore ? next : undefined),
  });
}
