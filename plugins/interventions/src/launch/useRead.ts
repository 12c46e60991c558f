import { useSuspenseQuery } from '@tanstack/react-query';
import type { InputOf, ResultFor } from '@aimline/plugin-interventions-common/client';
import type { Action } from '@aimline/plugin-interventions-common/contracts';
import { actionQuery } from './actionQuery';
import { useLaunch } from './LaunchContext';

/** The result of a read of the API. Suspends until it arrives; an `ApiError` goes to the surrounding error boundary. */
export function useRead<A extends Action>(action: A, input: InputOf<A>): ResultFor<A> {
  const { call } = useLaunch();
  return useSuspenseQuery(actionQuery(call, action, input)).data;
}
