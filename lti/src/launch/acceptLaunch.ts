import { LaunchChecks } from '../guard/LaunchChecks';
import { LaunchRefusedError } from '../guard/LaunchRefusedError';
import type { LaunchForm } from '../guard/readLaunchForm';
import { type Admission, type OpeningTools, openLaunchSession } from './openLaunchSession';
import { type VerifyingTools, verifyLaunch } from './verifyLaunch';
import type { NoticeHandlers } from '../services/notices/NoticeHandlers';

/** The dependencies of accepting a launch. */
export interface LaunchTools extends VerifyingTools, OpeningTools {
  noticeHandlers: NoticeHandlers;
}

/**
 * Accepts a launch: makes all checks, records the user and the course, and opens a session. In the background, the
 * members of the course are read and the platform is asked to send its notices.
 *
 * @throws LaunchRefusedError with the check that failed and those passed before.
 */
export async function acceptLaunch(tools: LaunchTools, form: LaunchForm & { verifier: string }): Promise<Admission> {
  const checks = new LaunchChecks();
  try {
    const launch = await verifyLaunch(tools, form, checks);
    const admission = await openLaunchSession(tools, launch, checks.passed);
    const { registrationId } = launch.registration;
    const { deploymentId, noticeServiceUrl: url } = launch.claims;
    if (url !== undefined) tools.noticeHandlers.refresh({ registrationId, deploymentId, url });
    return admission;
  } catch (error) {
    if (error instanceof LaunchRefusedError) error.passed = checks.passed;
    throw error;
  }
}
