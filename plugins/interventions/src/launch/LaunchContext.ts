import { createContext, use } from 'react';
import type { AttendanceMark } from '@aimline/plugin-interventions-common/attendance';
import type { Call } from '@aimline/plugin-interventions-common/client';
import type { CourseLink, DeepLinkingForm } from '@aimline/plugin-interventions-common/deepLinking';
import type { LaunchSession } from '@aimline/plugin-interventions-common/launchSession';
import type { Outbox } from './Outbox';

/** What every page of a launch can use. */
export interface Launch {
  session: LaunchSession;
  call: Call;
  /** Submits the links chosen for the course, or none to cancel; works once. Rejects with an `ApiError`. */
  submitLinks(links: readonly CourseLink[]): Promise<DeepLinkingForm>;
  /** Saves attendance; a sheet is a session. */
  outbox: Outbox<Omit<AttendanceMark, 'studentId'>>;
}

export const LaunchContext = createContext<Launch | null>(null);

/** @throws when no `LaunchContext` surrounds the component. */
export function useLaunch(): Launch {
  const launch = use(LaunchContext);
  if (!launch) throw new Error('useLaunch needs a surrounding LaunchContext.');
  return launch;
}
