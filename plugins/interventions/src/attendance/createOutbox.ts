import type { QueryClient } from '@tanstack/react-query';
import type { Call } from '@aimline/plugin-interventions-common/client';
import { actionQuery } from '../launch/actionQuery';
import { AttendanceOutbox } from './AttendanceOutbox';

/** The outbox of a launch. What it has saved is what the pages show next. */
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
      // A read that began before the write would bring back what was there before it.
      void queryClient.cancelQueries({ queryKey });
      queryClient.setQueryData(queryKey, sheet);
      void queryClient.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'attendance.read' });
    },
  });
}
