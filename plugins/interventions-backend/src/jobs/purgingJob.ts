import { type Job, provenTenantId, type Purge, type Tenants } from '@aimline/plugin-interventions-node';

/** Runs all purges every night, tenant by tenant. */
export function purgingJob({
  tenants,
  listTenants,
  purges,
}: {
  tenants: Tenants;
  listTenants: () => Promise<string[]>;
  purges: readonly Purge[];
}): Job {
  return {
    name: 'purge',
    schedule: '0 3 * * *',
    async run({ signal }) {
      for (const id of await listTenants()) {
        const tenantId = provenTenantId(id);
        for (const purge of purges) {
          signal.throwIfAborted();
          await purge(tenants, tenantId);
        }
      }
    },
  };
}
