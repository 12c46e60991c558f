import type { LaunchSession } from '@aimline/plugin-interventions-common/launchSession';
import { postToTool } from './postToTool';

/**
 * Requests the session of a launch with its one-time code, or renews it with its token.
 *
 * @throws {ApiError} with status 401 when the code or token is unknown, used or expired
 */
export function requestSession(
  path: string,
  { code, token }: { code?: string; token?: string },
): Promise<LaunchSession> {
  return postToTool(path, code === undefined ? {} : { code }, token);
}
