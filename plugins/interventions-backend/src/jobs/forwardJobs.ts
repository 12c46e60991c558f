import { type Job, provenTenantId, type TenantId, type Tenants } from '@aimline/plugin-interventions-node';
import type { RunningJobs } from './startJobs';

const JOBS_PER_BATCH = 100;

/** Carries jobs from the outboxes of the tenants to the queue. */
export interface JobForwarder {
  /** Carries what a tenant has committed; one tenant after the other, so that one connection is enough. */
  forward(tenantId: TenantId): Promise<void>;
  /** Carries every minute what a process that was killed has left. */
  readonly job: Job;
}

/**
 * A job is put into the queue and then taken from the outbox: when the process is killed in between, it is put there once
 * more under the same id, which the queue has had already.
 *
 * @param names the jobs that this version knows; others wait for a process that knows them.
 */
export function createJobForwarder(options: {
  tenants: Tenants;
  listTenants: () => Promise<string[]>;
  names: readonly string[];
  put: RunningJobs['put'];
}): JobForwarder {
  const { tenants, listTenants, names, put } = options;
  let turn = Promise.resolve();
  return {
    forward(tenantId) {
      const own = turn.then(() => forwardAll(tenantId));
      turn = own.catch(() => {});
      return own;
    },
    job: {
      name: 'job.forward',
      schedule: '* * * * *',
      isDueAtStart: true,
      async run({ signal }) {
        for (const id of await listTenants()) {
          signal.throwIfAborted();
          await forwardAll(provenTenantId(id));
        }
      },
    },
  };

  async function forwardAll(tenantId: TenantId): Promise<void> {
    for (let count = JOBS_PER_BATCH; count === JOBS_PER_BATCH;) {
      count = await tenants.transact({ tenantId, actorId: null, action: 'job.forward' }, async (uow) => {
        const waiting = await uow.rows<Parameters<typeof put>[0]>(TAKE, { names, limit: JOBS_PER_BATCH });
        for (const job of waiting) await put(job);
        return waiting.length;
      });
    }
  }
}

const TAKE = `
  delete from outbox_job j
  using (
    select o.job_id
    from outbox_job o
    where o.tenant_id = :tenantId and o.name = any(:names::text[])
    order by o.job_id
    limit :limit
    for update skip locked) waiting
  where j.tenant_id = :tenantId and j.job_id = waiting.job_id
  returning j.job_id as "jobId", j.name, j.singleton_key as "singletonKey", j.data`;
