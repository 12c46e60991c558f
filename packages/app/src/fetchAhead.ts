import type { QueryClient } from '@tanstack/react-query';
import { actionQuery } from '@aimline/plugin-interventions/launch/actionQuery';
import type { Launch } from '@aimline/plugin-interventions/launch/LaunchContext';
import type { InputOf } from '@aimline/plugin-interventions-common/client';
import type { Action } from '@aimline/plugin-interventions-common/endpoints';

/** What the routes know of the launch. */
export interface RouterContext {
  launch: Launch;
  queryClient: QueryClient;
}

/** An answer that comes within this time is waited for with the old page still open: no skeleton flashes by. */
export const QUICK_MS = 200;

/** Begins a read. When it takes long, or fails, that is the page's to show, which suspends on the same query. */
export function fetchAhead<A extends Action>(
  { launch, queryClient }: RouterContext,
  action: A,
  input: InputOf<A>,
): Promise<void> {
  return briefly(queryClient.prefetchQuery(actionQuery(launch.call, action, input)));
}

/** Waits until a read has ended, but no longer than for a quick answer. */
export function briefly(reading: Promise<void>): Promise<void> {
  return Promise.race([reading, new Promise<void>((resolve) => setTimeout(resolve, QUICK_MS))]);
}
