import type { LaunchSession } from '@aimline/plugin-interventions-common/launchSession';

/** Whoever works for the school; a caregiver who also does sees the pages of staff. */
export function isStaff({ roles }: LaunchSession): boolean {
  return roles.some((role) => role !== 'caregiver');
}

export function isCoordinator({ roles }: LaunchSession): boolean {
  return roles.includes('coordinator');
}
