import { ApiError } from '@aimline/plugin-interventions-common/client';
import type { LaunchSession } from '@aimline/plugin-interventions-common/launchSession';
import type { Problem } from '@aimline/plugin-interventions-common/problem';

/**
 * Asks for the session of a launch: by its one-time code, or again by its token.
 *
 * @throws {ApiError} with status 401 when code or token are unknown, used or over
 */
export async function requestSession(
  path: string,
  { code, token }: { code?: string; token?: string },
): Promise<LaunchSession> {
  const response = await fetch(path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(code === undefined ? {} : { code }),
  }).catch((cause: unknown) => {
    throw new ApiError(0, { name: 'NetworkError', message: `Aimline cannot be reached (${String(cause)}).` });
  });
  const answer = (await response.json().catch(() => null)) as LaunchSession | Problem | null;
  if (answer && 'token' in answer) return answer;
  const problem = answer?.error ?? {
    name: 'Error',
    message: `The service answered ${response.status} without an explanation.`,
  };
  throw new ApiError(response.ok ? 502 : response.status, problem);
}
