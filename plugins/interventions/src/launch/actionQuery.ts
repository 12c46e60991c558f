import { queryOptions } from '@tanstack/react-query';
import type { Call, InputOf } from '@aimline/plugin-interventions-common/client';
import type { Action } from '@aimline/plugin-interventions-common/contracts';

/** A read of the API as a query. Its key starts with the action, so that all reads of an action can be invalidated. */
export function actionQuery<A extends Action>(call: Call, action: A, input: InputOf<A>) {
  return queryOptions({
    queryKey: [action, input] as const,
    queryFn: () => (call as (action: A, input: InputOf<A>) => ReturnType<typeof call<A>>)(action, input),
  });
}
