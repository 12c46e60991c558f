import { LaunchChecks } from './guard/LaunchChecks';
import { LaunchRefusedError } from './guard/LaunchRefusedError';
import type { LaunchForm } from './guard/readLaunchForm';
import { type Admission, openLaunchSession } from './openLaunchSession';
import type { LaunchTools } from './LaunchTools';
import { verifyLaunch } from './verifyLaunch';

/**
 * Takes a launch: all checks, then who came, from which course, and a session for them. The members of the course are
 * read beside it, and the platform is asked for its notices.
 *
 * @throws LaunchRefusedError by the check that failed, with those passed before.
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
