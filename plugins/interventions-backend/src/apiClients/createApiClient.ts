import { type ApiClient, MAX_API_CLIENTS } from '@aimline/plugin-interventions-common/apiClients';
import type { UnitOfWork } from '@aimline/plugin-interventions-node';
import { ConflictError, NotFoundError } from '@backstage/errors';
import { v7 as uuidv7 } from 'uuid';
import { mintApiClientToken } from './apiClientToken';

/** The API clients of the district, oldest first. */
export async function listApiClients(uow: UnitOfWork): Promise<{ apiClients: ApiClient[] }> {
  const apiClients = await uow.rows<ApiClient>(
    `select c.api_client_id as "apiClientId", c.name, c.scopes, c.created_at as "createdAt", c.used_at as "usedAt"
     from api_client c
     where c.tenant_id = :tenantId
     order by c.api_client_id`,
  );
  return { apiClients };
}

/** @throws ConflictError when the district has the maximum number of API clients */
export async function createApiClient(
  uow: UnitOfWork,
  { name, scopes }: { name: string; scopes: string[] },
): Promise<{ apiClient: ApiClient; token: string }> {
  // Serialised, or two concurrent requests would both see one free slot.
  await uow.rows(`select pg_advisory_xact_lock(hashtextextended(:tenantId::text, 2))`);
  const { apiClients } = await listApiClients(uow);
  if (apiClients.length >= MAX_API_CLIENTS) {
    throw new ConflictError(`A district has at most ${MAX_API_CLIENTS} programs: remove one that is not used.`);
  }
  const { secret, hash } = mintApiClientToken(uow.tenantId);
  const apiClient = { apiClientId: uuidv7(), name, scopes, createdAt: uow.now.toISOString(), usedAt: null };
  await uow.rows(
    `insert into api_client (tenant_id, api_client_id, name, scopes, token_hash, created_at)
     values (:tenantId, :apiClientId, :name, :scopes, :hash, :createdAt)`,
    { ...apiClient, hash },
  );
  return { apiClient, token: secret };
}

/** @throws NotFoundError when the district has no such API client */
export async function removeApiClient(uow: UnitOfWork, apiClientId: string): Promise<{ apiClientId: string }> {
  const [removed] = await uow.rows(
    'delete from api_client where tenant_id = :tenantId and api_client_id = :apiClientId returning api_client_id',
    { apiClientId },
  );
  if (!removed) throw new NotFoundError('There is no such program.');
  return { apiClientId };
}
