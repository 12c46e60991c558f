import { QueryClient } from '@tanstack/react-query';
import { AttendanceOutbox } from '@aimline/plugin-interventions/attendance/AttendanceOutbox';
import { actionQuery } from '@aimline/plugin-interventions/launch/actionQuery';
import type { Launch } from '@aimline/plugin-interventions/launch/LaunchContext';
import { ApiError, createClient } from '@aimline/plugin-interventions-common/client';
import type { CourseLink, DeepLinkingForm } from '@aimline/plugin-interventions-common/deepLinking';
import type { LaunchSession } from '@aimline/plugin-interventions-common/launchSession';
import { LaunchKeeper } from './LaunchKeeper';
import { postToTool } from './postToTool';

/** Everything that lives as long as a launch. */
export function createLaunch(session: LaunchSession) {
  const keeper = new LaunchKeeper(session);
  const call = keeper.keepAlive(createClient({ token: keeper.token }));
  const queryClient = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) =>
          failures < 2 && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
      },
    },
  });
  const sheetQuery = (sessionId: string) => actionQuery(call, 'attendance.read', { params: { sessionId } });
  const outbox = new AttendanceOutbox({
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
  addEventListener('online', outbox.retry);
  addEventListener('beforeunload', (event) => {
    if (outbox.status().unsavedCount > 0) event.preventDefault();
  });
  const handInLinks: Launch['handInLinks'] = keeper.keepAlive((items: readonly CourseLink[]) =>
    postToTool<DeepLinkingForm>('/lti/deep-linking-response', { items }, keeper.token()),
  );
  const launch: Launch = { session, call, handInLinks, outbox };
  return { launch, keeper, queryClient };
}
