import { type Job, provenTenantId, type TenantId, type Tenants } from '@aimline/plugin-interventions-node';
import type { RunningJobs } from './startJobs';

const JOBS_PER_BATCH = 100;

/** Moves jobs from the tenants' outboxes to the queue. */
export interface JobForwarder {
  /** Moves a tenant's committed jobs. Tenants are processed one after another, so that one connection is enough. */
  forward(tenantId: TenantId): Promise<void>;
  /** Moves, every minute, the jobs that a killed process has left behind. */
  readonly job: Job;
}

/**
 * Inserts jobs into the queue before it deletes them from the outbox. When the process is killed in between, a job is
 * inserted again under the same id, which the queue ignores.
 *
 * @param names the jobs that this version knows; others wait for a process that knows them
 */
export function createJobForwarder(options: {
  tenants: Tenants;
  listTenants: () => Promise<string[]>;
  names: readonly string[];
  put: RunningJobs['put'];
}): JobForwarder {
  const { tenants, listTenants, names, put } = options;
  let previous: Promise<void> = Promise.resolve();
  return {
    forward(tenantId) {
      const forwarding = previous.then(() => forwardAll(tenantId));
      previous = forwarding.catch(() => {});
      return forwarding;
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
        const waiting = await uow.rows<Parameters<typeof put>[0]>(DELETE_WAITING, { names, limit: JOBS_PER_BATCH });
        for (const job of waiting) await put(job);
        return waiting.length;
      });
    }
  }
}

const DELETE_WAITING = `
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
