import type { LaunchSession } from '@aimline/plugin-interventions-common/launchSession';

/** Whether lists hold the whole district. What a person may do is `mayDo`. */
export function isCoordinator({ roles }: LaunchSession): boolean {
  return roles.includes('coordinator');
}
