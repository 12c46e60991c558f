import type { Action } from '@aimline/plugin-interventions-common/contracts';
import type { LaunchSession } from '@aimline/plugin-interventions-common/launchSession';

/** Whether the user may do something at least somewhere. The service decides about each object and student. */
export function mayDo({ actions }: LaunchSession, action: Action): boolean {
  return actions.includes(action);
}
