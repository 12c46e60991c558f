import { type Job, provenTenantId, type TenantId, type Tenants } from '@aimline/plugin-interventions-node';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { setTimeout } from 'node:timers/promises';
import { findNewestSeal, findOldestUnsealed } from './queries';
import { sealRecords } from './sealRecords';

/** Between the end of one round and the next: with the duration of a round, how long a record is unsealed. */
const PAUSE_MS = 5_000;
/** By then the next run waits already. */
const RUN_MS = 62_000;
/** A tenant that has more waiting goes on in the next round, and holds up no other. */
const MAX_SEALS_PER_RUN = 20;

/**
 * Seals the audit trails, tenant after tenant, round after round: one process after the other, a minute each. Should two
 * be at it nevertheless, the database lets one of them seal a tenant.
 *
 * A record is sealed once every transaction that began before it has ended, anywhere on the server; one that is stuck
 * delays all seals, which is logged after five minutes.
 */
export function sealingJob(options: {
  tenants: Tenants;
  listTenants: () => Promise<string[]>;
  logger: LoggerService;
  pauseMs?: number;
}): Job {
  const { tenants, listTenants, logger, pauseMs = PAUSE_MS } = options;
  const stuck = new Set<TenantId>();
  return {
    name: 'audit.seal',
    schedule: '* * * * *',
    isDueAtStart: true,
    async run({ signal }) {
      for (const endsAtMs = performance.now() + RUN_MS; performance.now() < endsAtMs;) {
        await round(signal);
        await setTimeout(pauseMs, undefined, { signal });
      }
    },
  };

  async function round(signal: AbortSignal): Promise<void> {
    for (const id of await listTenants()) {
      signal.throwIfAborted();
      const tenantId = provenTenantId(id);
      await sealTenant(tenantId, signal).catch((error: Error & { code?: string }) =>
        // the database's own sentence about a restore; others could quote records
        logger.warn(
          `The audit trail of tenant ${tenantId} cannot be sealed: ${error.code === '55000' ? error.message : error.name}`,
        ),
      );
    }
  }

  async function sealTenant(tenantId: TenantId, signal: AbortSignal): Promise<void> {
    for (let seals = 0; seals < MAX_SEALS_PER_RUN && !signal.aborted; seals += 1) {
      if ((await sealRecords(tenants, tenantId)) === 0) return warnWhenStuck(tenantId);
    }
  }

  /** Once for every time that it gets stuck. */
  async function warnWhenStuck(tenantId: TenantId): Promise<void> {
    const { isDelayed, waitedMinutes } = await tenants.transact(
      { tenantId, actorId: null, action: 'audit.seal' },
      async (uow) => findOldestUnsealed(uow, await findNewestSeal(uow)),
    );
    if (!isDelayed) return void stuck.delete(tenantId);
    if (stuck.has(tenantId)) return;
    stuck.add(tenantId);
    logger.warn(
      `The audit trail of tenant ${tenantId} has not been sealed for ${waitedMinutes} minutes: a transaction that began before has still not ended.`,
    );
  }
}
