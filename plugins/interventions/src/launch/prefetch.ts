import type { QueryClient } from '@tanstack/react-query';
import type { InputOf } from '@aimline/plugin-interventions-common/client';
import type { Action } from '@aimline/plugin-interventions-common/contracts';
import { actionQuery } from './actionQuery';
import { withTimeout } from './withTimeout';
import type { Launch } from './LaunchContext';

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
