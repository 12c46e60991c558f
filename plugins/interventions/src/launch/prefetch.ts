import type { QueryClient } from '@tanstack/react-query';
import type { InputOf, PagedAction } from '@aimline/plugin-interventions-common/client';
import type { Action } from '@aimline/plugin-interventions-common/contracts';
import { actionQuery } from './actionQuery';
import type { Launch } from './LaunchContext';
import { pagesQuery } from './pagesQuery';
import { wholeListQuery } from './wholeListQuery';
import { withTimeout } from './withTimeout';

/** What a page needs to start its requests. */
export interface PageContext {
  launch: Launch;
  queryClient: QueryClient;
}

/** Starts a read. The page suspends on the same query, so it shows a long wait or an error. */
export function prefetch<A extends Action>(
  { launch, queryClient }: PageContext,
  action: A,
  input: InputOf<A>,
): Promise<void> {
  return withTimeout(queryClient.prefetchQuery(actionQuery(launch.call, action, input)));
}

/** Begins to read all pages of a list, for `useWholeList`. */
export function prefetchWholeList<A extends PagedAction>(
  { launch, queryClient }: PageContext,
  action: A,
  input: InputOf<A>,
): Promise<void> {
  return withTimeout(queryClient.prefetchQuery(wholeListQuery(launch.call, action, input)));
}

/** Begins to read the first page of a list, for `pagesQuery`. */
export function prefetchPages<A extends PagedAction>(
  { launch, queryClient }: PageContext,
  action: A,
  input: InputOf<A>,
): Promise<void> {
  return withTimeout(queryClient.prefetchInfiniteQuery(pagesQuery(launch.call, action, input)));
}
