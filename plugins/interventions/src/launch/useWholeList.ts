import { useSuspenseQuery } from '@tanstack/react-query';
import type { InputOf, PagedAction, ResultFor } from '@aimline/plugin-interventions-common/client';
import { useLaunch } from './LaunchContext';
import { wholeListQuery } from './wholeListQuery';

/** All pages of a list that a page needs completely, such as the choices of a form; reads like `useRead`. */
export function useWholeList<A extends PagedAction>(action: A, input: InputOf<A>): ResultFor<A> {
  const { call } = useLaunch();
  return useSuspenseQuery(wholeListQuery(call, action, input)).data;
}
