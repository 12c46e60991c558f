import { provenTenantId, type TenantId } from '../tenantId';
import { hashOf, randomSecret } from './randomSecret';

/** A one-time code or a token: the tenant, so that the lookup runs under tenant isolation, and 32 random bytes. */
export interface BearerSecret {
  secret: string;
  tenantId: TenantId;
  hash: Buffer;
}

const FORM = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.[A-Za-z0-9_-]{43}$/;

export function mintBearerSecret(tenantId: TenantId): BearerSecret {
  const secret = `${tenantId}.${randomSecret()}`;
  return { secret, tenantId, hash: hashOf(secret) };
}

/**
 * Parses a received secret; null when it is malformed. Its tenant is only a claim: it is proven once the hash is found in
 * that tenant, so the lookup of the hash must be the first statement there.
 */
export function readBearerSecret(secret: unknown): BearerSecret | null {
  const [, tenantId] = (typeof secret === 'string' && FORM.exec(secret)) || [];
  return tenantId === undefined
    ? null
    : { secret: String(secret), tenantId: provenTenantId(tenantId), hash: hashOf(String(secret)) };
}

/** The secret of an `Authorization: Bearer …` header; null when missing or malformed. */
export function readAuthorization(header: string | undefined): BearerSecret | null {
  return readBearerSecret(/^bearer +(\S+)$/i.exec(header ?? '')?.[1]);
}
