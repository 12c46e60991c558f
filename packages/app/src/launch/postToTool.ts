import { ApiError } from '@aimline/plugin-interventions-common/client';
import type { Problem } from '@aimline/plugin-interventions-common/problem';

/**
 * Asks the LTI tool, which is beside the API, in JSON.
 *
 * @throws {ApiError} for every answer that is not a success, with status 0 when there is none
 */
export async function postToTool<T extends object>(path: string, body: object, token?: string): Promise<T> {
  const response = await fetch(path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  }).catch((cause: unknown) => {
    throw new ApiError(0, { name: 'NetworkError', message: `Aimline cannot be reached (${String(cause)}).` });
  });
  const answer = (await response.json().catch(() => null)) as T | Problem | null;
  if (response.ok && answer) return answer as T;
  const problem = answer && 'error' in answer ? answer.error : undefined;
  throw new ApiError(
    response.ok ? 502 : response.status,
    problem ?? { name: 'Error', message: `The service answered ${response.status} without an explanation.` },
  );
}
