import { useSuspenseQuery } from '@tanstack/react-query';
import type { InputOf, ResultFor } from '@aimline/plugin-interventions-common/client';
import type { Action } from '@aimline/plugin-interventions-common/contracts';
import { actionQuery } from './actionQuery';
import { useLaunch } from './LaunchContext';

export const EVERY_MS = 10_000;
const SOON_MS = 1_000;

/**
 * Reads like `useRead`, and again every ten seconds while the page is in sight. When that fails, the answer stays the one
 * before, of `dataUpdatedAt` by the clock of the device, and `isRefetchError` is true.
 *
 * @param isAwaiting - what of an answer people wait to see change: it is read again every second
 */
export function useFreshRead<A extends Action>(
  action: A,
  input: InputOf<A>,
  isAwaiting: (data: ResultFor<A>) => boolean = () => false,
) {
  const { call } = useLaunch();
  return useSuspenseQuery({
    ...actionQuery(call, action, input),
    refetchInterval: ({ state: { data } }) => (data && isAwaiting(data as ResultFor<A>) ? SOON_MS : EVERY_MS),
  });
}
