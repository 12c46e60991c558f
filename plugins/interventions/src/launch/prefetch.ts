import type { QueryClient } from '@tanstack/react-query';
import type { InputOf } from '@aimline/plugin-interventions-common/client';
import type { Action } from '@aimline/plugin-interventions-common/contracts';
import { actionQuery } from './actionQuery';
import { withTimeout } from './withTimeout';
import type { Launch } from './LaunchContext';

/** What a page has to begin its reads with. */
export interface PageContext {
  launch: Launch;
  queryClient: QueryClient;
}

/** Begins a read. When it takes long, or fails, that is the page's to show, which suspends on the same query. */
export function prefetch<A extends Action>(
  { launch, queryClient }: PageContext,
  action: A,
  input: InputOf<A>,
): Promise<void> {
  return withTimeout(queryClient.prefetchQuery(actionQuery(launch.call, action, input)));
}
