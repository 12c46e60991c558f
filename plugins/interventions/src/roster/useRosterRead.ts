import { useSuspenseQuery } from '@tanstack/react-query';
import type { InputOf, ResultFor } from '@aimline/plugin-interventions-common/client';
import type { CourseRoster } from '@aimline/plugin-interventions-common/roster';
import { actionQuery } from '../launch/actionQuery';
import { useLaunch } from '../launch/LaunchContext';
import { wholeListQuery } from '../launch/wholeListQuery';

const SOON_MS = 1_500;
const LATER_MS = 10_000;
/** A minute. */
const SOON_TIMES = 40;

/**
 * All staff, or the first students: a search finds the others. Read again while the members of the course are being read
 * from the learning platform.
 */
export function useRosterRead<A extends 'student.list' | 'staff.list'>(action: A, input: InputOf<A>): ResultFor<A> {
  const { call } = useLaunch();
  return useSuspenseQuery({
    ...((action === 'staff.list' ? wholeListQuery : actionQuery) as typeof actionQuery)(call, action, input),
    refetchInterval: ({ state: { data, dataUpdateCount } }) => {
      const { state } = (data as { roster: CourseRoster | null } | undefined)?.roster ?? {};
      if (state !== 'unread' && state !== 'reading') return false;
      return dataUpdateCount <= SOON_TIMES ? SOON_MS : LATER_MS;
    },
  }).data;
}
