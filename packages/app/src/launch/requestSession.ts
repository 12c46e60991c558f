import type { LaunchSession } from '@aimline/plugin-interventions-common/launchSession';
import { postToTool } from './postToTool';

/**
 * Asks for the session of a launch: by its one-time code, or again by its token.
 *
 * @throws {ApiError} with status 401 when code or token are unknown, used or over
 */
export function requestSession(
  path: string,
  { code, token }: { code?: string; token?: string },
): Promise<LaunchSession> {
  return postToTool(path, code === undefined ? {} : { code }, token);
}
