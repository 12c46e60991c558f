import { type Job, provenTenantId, type Tenants } from '@aimline/plugin-interventions-node';
import { purgeIdempotentAnswers } from '../api/purgeIdempotentAnswers';
import { purgeEvents } from '../events/purgeEvents';

/** Removes at night what is kept for a time only, tenant after tenant: events, and answers to requests sent again. */
export function purgingJob({ tenants, listTenants }: { tenants: Tenants; listTenants: () => Promise<string[]> }): Job {
  return {
    name: 'purge',
    schedule: '0 3 * * *',
    async run({ signal }) {
      for (const id of await listTenants()) {
        signal.throwIfAborted();
        const tenantId = provenTenantId(id);
        await purgeEvents(tenants, tenantId);
        await tenants.transact({ tenantId, actorId: null, action: 'answer.purge' }, purgeIdempotentAnswers);
      }
    },
  };
}
