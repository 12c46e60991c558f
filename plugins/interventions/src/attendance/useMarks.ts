import { useSyncExternalStore } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { AttendanceSheet } from '@aimline/plugin-interventions-common/attendance';
import { actionQuery } from '../launch/actionQuery';
import { useLaunch } from '../launch/LaunchContext';
import { type Marks, marksOf } from './marks';
import { overlay } from './saveQueue';

/** The marks of a sheet as the user has set them, saved or not. */
export function useMarks(sheet: AttendanceSheet): Marks {
  const { call, outbox } = useLaunch();
  const { sessionId } = sheet.session;
  const queue = useSyncExternalStore(outbox.subscribe, () => outbox.queueOf(sessionId));
  // A query notifies its observers a tick after its data changed. During that tick a mark that has just left the outbox
  // would be missing, and its radio button would flicker.
  const { queryKey } = actionQuery(call, 'attendance.read', { params: { sessionId } });
  const latest = useQueryClient().getQueryData<AttendanceSheet>(queryKey) ?? sheet;
  return overlay(marksOf(latest), queue);
}
