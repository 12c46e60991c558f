import type { Action } from '@aimline/plugin-interventions-common/contracts';
import type { LaunchSession } from '@aimline/plugin-interventions-common/launchSession';

/** Whether a person may do something somewhere: with what, and with whom, the service says when they do it. */
export function mayDo({ actions }: LaunchSession, action: Action): boolean {
  return actions.includes(action);
}
