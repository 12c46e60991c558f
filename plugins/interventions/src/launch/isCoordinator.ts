import type { LaunchSession } from '@aimline/plugin-interventions-common/launchSession';

/** Whether lists contain the whole district. Use `mayDo` to decide what a user may do. */
export function isCoordinator({ roles }: LaunchSession): boolean {
  return roles.includes('coordinator');
}
