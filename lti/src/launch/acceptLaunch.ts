import type { Roster, Tenants } from '@aimline/plugin-interventions-node';
import type { Knex } from 'knex';
import type { LtiGateway } from '../gateway/LtiGateway';
import { LaunchChecks } from '../guard/LaunchChecks';
import { LaunchRefused } from '../guard/launchRefused';
import type { LaunchForm } from '../guard/readLaunchForm';
import type { CourseRosters } from '../roster/CourseRosters';
import { type Admission, admitVisitor } from './admitVisitor';
import type { LaunchLimits } from './LaunchLimits';
import { verifyLaunch } from './verifyLaunch';

export interface LaunchTools {
  knex: Knex;
  tenants: Tenants;
  roster: Roster;
  courseRosters: CourseRosters;
  gateway: LtiGateway;
  limits: LaunchLimits;
  toolOrigin: string;
  now: () => Date;
}

/**
 * Takes a launch: all checks, then who came, from which course, and a session for them. The members of the course are
 * read beside it.
 *
 * @throws LaunchRefused by the check that failed, with those passed before.
 */
export async function acceptLaunch(tools: LaunchTools, form: LaunchForm & { verifier: string }): Promise<Admission> {
  const checks = new LaunchChecks();
  try {
    const launch = await verifyLaunch(tools, form, checks);
    return await admitVisitor(tools, launch, checks.passed);
  } catch (error) {
    if (error instanceof LaunchRefused) error.passed = checks.passed;
    throw error;
  }
}
