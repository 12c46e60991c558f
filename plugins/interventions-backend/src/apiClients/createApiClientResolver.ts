import type { ActorResolver, Tenants } from '@aimline/plugin-interventions-node';
import { AuthenticationError } from '@backstage/errors';
import { readApiClientToken } from './apiClientToken';

/** Authenticates API clients by their token. */
export function createApiClientResolver(tenants: Tenants): ActorResolver {
  return {
    async resolve(request) {
      const token = readApiClientToken(request.headers.authorization);
      if (!token) return null;
      const { tenantId, hash } = token;
      const who = { tenantId, actorId: null, action: 'api_client.authenticate' };
      const [client] = await tenants.transact(who, async (uow) => {
        const found = await uow.rows<{ apiClientId: string; scopes: string[]; isStale: boolean }>(FIND, {
          hash,
          now: uow.now,
        });
        if (found[0]?.isStale) await uow.rows(USE, { apiClientId: found[0].apiClientId, now: uow.now });
        return found;
      });
      if (!client) throw new AuthenticationError('This token is unknown or was revoked.');
      const { apiClientId: personId, scopes } = client;
      return { tenantId, personId, roles: ['integration'], scopes, courseId: null, studentIds: [] };
    },
  };
}

const FIND = `
  select c.api_client_id as "apiClientId", c.scopes,
    coalesce(c.used_at < :now::timestamptz - interval '1 hour', true) as "isStale"
  from api_client c
  where c.tenant_id = :tenantId and c.token_hash = :hash`;

const USE = `
  update api_client set used_at = :now where tenant_id = :tenantId and api_client_id = :apiClientId`;
