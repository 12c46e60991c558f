import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ApiError, InputOf, ResultFor } from '@aimline/plugin-interventions-common/client';
import type { Action } from '@aimline/plugin-interventions-common/contracts';
import { useLaunch } from './LaunchContext';

/** A write to the API. On success, all earlier reads become stale and those of the current page are repeated. */
export function useWrite<A extends Action>(action: A) {
  const { call } = useLaunch();
  const queryClient = useQueryClient();
  return useMutation<ResultFor<A>, ApiError, InputOf<A>>({
    mutationFn: (input) => (call as (action: A, input: InputOf<A>) => Promise<ResultFor<A>>)(action, input),
    onSuccess: () => void queryClient.invalidateQueries(),
  });
}
