import { provenTenantId, type TenantId } from '../tenantId';
import { hashOf, randomSecret } from './randomSecret';

/** A one-time code or a token: the tenant, so that it is looked for inside the wall, and 32 bytes of chance. */
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
 * A secret as it was received; null when it has not the form of ours. Its tenant is what it says it is: proven only
 * when the hash is found in that tenant, and the hash has to be the first thing that is looked for there.
 */
export function readBearerSecret(secret: unknown): BearerSecret | null {
  const [, tenantId] = (typeof secret === 'string' && FORM.exec(secret)) || [];
  return tenantId === undefined
    ? null
    : { secret: String(secret), tenantId: provenTenantId(tenantId), hash: hashOf(String(secret)) };
}

/** The secret of an `Authorization: Bearer …` header; null when there is none of our form. */
export function readAuthorization(header: string | undefined): BearerSecret | null {
  return readBearerSecret(/^bearer +(\S+)$/i.exec(header ?? '')?.[1]);
}
