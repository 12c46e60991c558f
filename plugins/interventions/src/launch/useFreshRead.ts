import { useSuspenseQuery } from '@tanstack/react-query';
import type { InputOf, ResultFor } from '@aimline/plugin-interventions-common/client';
import type { Action } from '@aimline/plugin-interventions-common/contracts';
import { actionQuery } from './actionQuery';
import { useLaunch } from './LaunchContext';

export const INTERVAL_MS = 10_000;
const AWAITING_INTERVAL_MS = 1_000;

/**
 * Like `useRead`, but repeats the request every ten seconds while the page is visible. When a repetition fails, the
 * last result remains, with its time by the clock of the device in `dataUpdatedAt`, and `isRefetchError` is true.
 *
 * @param isAwaiting - whether the user waits for a result to change; then the request is repeated every second
 */
export function useFreshRead<A extends Action>(
  action: A,
  input: InputOf<A>,
  isAwaiting: (data: ResultFor<A>) => boolean = () => false,
) {
  const { call } = useLaunch();
  return useSuspenseQuery({
    ...actionQuery(call, action, input),
    refetchInterval: ({ state: { data } }) =>
      data && isAwaiting(data as ResultFor<A>) ? AWAITING_INTERVAL_MS : INTERVAL_MS,
  });
}
