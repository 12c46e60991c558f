/**
 * Terminology
 *
 * - **API client**: a program of the district that reads the events, with a token of its own in place of a launch.
 */
import { z } from 'zod';
import { contract } from './contract';
import { Instant, text, Uuid } from './primitives';

export const MOST_API_CLIENTS = 20;

export const ApiClient = z
  .object({
    apiClientId: Uuid,
    name: z.string(),
    createdAt: Instant,
    /** To the hour; null when it never was. */
    usedAt: Instant.nullable(),
  })
  .meta({ id: 'ApiClient' });
export type ApiClient = z.infer<typeof ApiClient>;

export const listApiClients = contract('api_client.list', {
  summary: 'Read which programs may read the events.',
  result: z.object({ apiClients: z.array(ApiClient) }),
});

export const createApiClient = contract('api_client.create', {
  summary: `Let a program read the events, at most ${MOST_API_CLIENTS}; the answer holds its token, once.`,
  body: z.strictObject({ name: text(120, 'a name') }),
  status: 201,
  result: z.object({ apiClient: ApiClient, token: z.string() }),
  tellsSecret: true,
});

export const removeApiClient = contract('api_client.remove', {
  summary: 'End what a program may read, with its next request.',
  params: z.strictObject({ apiClientId: Uuid }),
  result: z.object({ apiClientId: Uuid }),
});
