declare const proven: unique symbol;

/** The id of a tenant that authentication has proven: code that has one may act in that tenant. */
export type TenantId = string & { readonly [proven]: true };

/**
 * Brands a tenant id as proven. Only for code that has just proven it: an actor resolver, the launch of a known
 * deployment, or a job that iterates over all tenants.
 */
export function provenTenantId(tenantId: string): TenantId {
  if (!UUID.test(tenantId)) throw new Error(`"${tenantId}" is not a tenant id: expected a lower-case UUID.`);
  return tenantId as TenantId;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
