import { QueryClient } from '@tanstack/react-query';
import { createOutbox } from '@aimline/plugin-interventions/attendance/createOutbox';
import type { Launch } from '@aimline/plugin-interventions/launch/LaunchContext';
import { ApiError, createClient } from '@aimline/plugin-interventions-common/client';
import type { CourseLink, DeepLinkingForm } from '@aimline/plugin-interventions-common/deepLinking';
import type { Endpoints } from '@aimline/plugin-interventions-common/endpoints';
import type { LaunchSession } from '@aimline/plugin-interventions-common/launchSession';
import { SessionRenewer } from './SessionRenewer';
import { postToTool } from './postToTool';

/**
 * Creates everything that lives as long as a launch.
 *
 * @param endpoints the endpoints that the pages may call
 */
export function createLaunch(session: LaunchSession, endpoints: Endpoints) {
  const renewer = new SessionRenewer(session);
  const call = renewer.withRenewal(createClient({ endpoints, token: renewer.token }));
  const queryClient = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) =>
          failures < 2 && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
      },
    },
  });
  const outbox = createOutbox(call, queryClient);
  addEventListener('online', outbox.retry);
  addEventListener('beforeunload', (event) => {
    if (outbox.status().unsavedCount > 0) event.preventDefault();
  });
  const submitLinks: Launch['submitLinks'] = renewer.withRenewal((items: readonly CourseLink[]) =>
    postToTool<DeepLinkingForm>('/lti/deep-linking-response', { items }, renewer.token()),
  );
  const launch: Launch = { session, call, submitLinks, outbox };
  return { launch, renewer, queryClient };
}
