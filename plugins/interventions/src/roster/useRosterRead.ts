import { useSuspenseQuery } from '@tanstack/react-query';
import type { InputOf, ResultFor } from '@aimline/plugin-interventions-common/client';
import type { CourseRoster } from '@aimline/plugin-interventions-common/roster';
import { actionQuery } from '../launch/actionQuery';
import { useLaunch } from '../launch/LaunchContext';
import { wholeListQuery } from '../launch/wholeListQuery';

const FAST_POLL_MS = 1_500;
const SLOW_POLL_MS = 10_000;
/** One minute of fast polls. */
const MAX_FAST_POLLS = 40;

/**
 * All staff, or the first page of students, whose search finds the others; polled while the members of the course are being
 * read from the learning platform.
 */
export function useRosterRead<A extends 'student.list' | 'staff.list'>(action: A, input: InputOf<A>): ResultFor<A> {
  const { call } = useLaunch();
  return useSuspenseQuery({
    ...((action === 'staff.list' ? wholeListQuery : actionQuery) as typeof actionQuery)(call, action, input),
    refetchInterval: ({ state: { data, dataUpdateCount } }) => {
      const { state } = (data as { roster: CourseRoster | null } | undefined)?.roster ?? {};
      if (state !== 'unread' && state !== 'reading') return false;
      return dataUpdateCount <= MAX_FAST_POLLS ? FAST_POLL_MS : SLOW_POLL_MS;
    },
  }).data;
}
