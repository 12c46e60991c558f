import type { QueryClient } from '@tanstack/react-query';
import type { Call } from '@aimline/plugin-interventions-common/client';
import { actionQuery } from '../launch/actionQuery';
import { AttendanceOutbox } from './AttendanceOutbox';

/** The outbox of a launch. Saved sheets replace those in the cache, so that the pages show them. */
export function createOutbox(call: Call, queryClient: QueryClient): AttendanceOutbox {
  const sheetQuery = (sessionId: string) => actionQuery(call, 'attendance.read', { params: { sessionId } });
  return new AttendanceOutbox({
    record: (sessionId, marks) =>
      call('attendance.record', {
        params: { sessionId },
        body: { marks: [...marks].map(([studentId, mark]) => ({ studentId, ...mark })) },
      }),
    onRecorded: (sheet) => {
      const { queryKey } = sheetQuery(sheet.session.sessionId);
      // The response to a read that was sent before the write would overwrite the saved marks.
      void queryClient.cancelQueries({ queryKey });
      queryClient.setQueryData(queryKey, sheet);
      void queryClient.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'attendance.read' });
    },
  });
}
