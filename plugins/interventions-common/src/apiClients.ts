/**
 * Terminology
 *
 * - **API client**: a program of the district with a token of its own in place of a launch.
 * - **Scope**: an action that an API client may do (OAuth 2.0, RFC 6749, section 3.3).
 */
import { z } from 'zod';
import { apiClientEndpoints } from './apiClientEndpoints';
import { contract } from './contract';
import { Instant, text, Uuid } from './primitives';

export const MAX_API_CLIENTS = 20;

export const ApiClient = z
  .object({
    apiClientId: Uuid,
    name: z.string(),
    /** The actions that it may do. */
    scopes: z.array(z.string()),
    createdAt: Instant,
    /** To the hour; null when it never was. */
    usedAt: Instant.nullable(),
  })
  .meta({ id: 'ApiClient' });
export type ApiClient = z.infer<typeof ApiClient>;

export const listApiClients = contract(apiClientEndpoints, 'api_client.list', {
  summary: 'Read which programs have a token, and what it lets them do.',
  result: z.object({ apiClients: z.array(ApiClient) }),
});

export const createApiClient = contract(apiClientEndpoints, 'api_client.create', {
  summary: `Let a program do what its scopes say, at most ${MAX_API_CLIENTS}; the answer holds its token, once.`,
  body: z.strictObject({
    name: text(120, 'a name'),
    /** The actions that it may do; by default it reads the events. */
    scopes: z
      .array(z.string().max(60))
      .min(1, { error: 'Expected at least one scope.' })
      .max(50, { error: 'Expected at most 50 scopes.' })
      .default(['event.list']),
  }),
  status: 201,
  result: z.object({ apiClient: ApiClient, token: z.string() }),
  returnsSecret: true,
});

export const removeApiClient = contract(apiClientEndpoints, 'api_client.remove', {
  summary: 'End what a program may do, with its next request.',
  params: z.strictObject({ apiClientId: Uuid }),
  result: z.object({ apiClientId: Uuid }),
});
