import { t } from '@aimline/plugin-interventions/words/i18n';
import { ApiError } from '@aimline/plugin-interventions-common/client';
import type { Problem } from '@aimline/plugin-interventions-common/problem';

/**
 * Sends a request with JSON to the LTI tool, whose endpoints are not part of the API.
 *
 * @throws {ApiError} for every response that is not a success, with status 0 when there is none
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
    throw new ApiError(0, {
      name: 'NetworkError',
      message: t('Aimline cannot be reached ({{cause}}).', { cause: String(cause) }),
    });
  });
  const answer = (await response.json().catch(() => null)) as T | Problem | null;
  if (response.ok && answer) return answer as T;
  const problem = answer && 'error' in answer ? answer.error : undefined;
  throw new ApiError(
    response.ok ? 502 : response.status,
    problem ?? {
      name: 'Error',
      message: t('The service responded with status {{status}}.', { status: response.status }),
    },
  );
}
