/**
 * Terminology
 *
 * - **API client**: a program of the district that authenticates with a token of its own, without a launch.
 * - **Scope**: an action that an API client may call (OAuth 2.0, RFC 6749, section 3.3).
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
    /** The actions that the client may call. */
    scopes: z.array(z.string()),
    createdAt: Instant,
    /** The last use, to the hour; null before the first. */
    usedAt: Instant.nullable(),
  })
  .meta({ id: 'ApiClient' });
export type ApiClient = z.infer<typeof ApiClient>;

export const listApiClients = contract(apiClientEndpoints, 'api_client.list', {
  summary: `List the API clients and their scopes; at most ${MAX_API_CLIENTS}.`,
  result: z.object({ apiClients: z.array(ApiClient) }),
});

export const createApiClient = contract(apiClientEndpoints, 'api_client.create', {
  summary: `Add an API client, at most ${MAX_API_CLIENTS}. The result contains its token, which is shown only once.`,
  body: z.strictObject({
    name: text(120, 'a name'),
    /** The actions that the client may call; by default it reads the event feed. */
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
  summary: 'Remove an API client; its token is revoked with immediate effect.',
  params: z.strictObject({ apiClientId: Uuid }),
  result: z.object({ apiClientId: Uuid }),
});
