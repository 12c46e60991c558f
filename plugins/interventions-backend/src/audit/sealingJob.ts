import { type Job, provenTenantId, type TenantId, type Tenants } from '@aimline/plugin-interventions-node';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { setTimeout } from 'node:timers/promises';
import { findNewestSeal, findOldestUnsealed } from './queries';
import { sealRecords } from './sealRecords';

/** The pause between two rounds; with the duration of a round, the delay until a record is sealed. */
const PAUSE_MS = 5_000;
/** How long one run of the job continues: longer than its interval, so the next run is waiting when it ends. */
const RUN_MS = 62_000;
/** A tenant with more unsealed records continues in the next round, so that it does not delay others. */
const MAX_SEALS_PER_RUN = 20;

/**
 * Seals the audit trails of all tenants, round after round. The processes take turns of one minute; if two overlap, a lock
 * lets only one of them seal a tenant.
 *
 * A record is sealed once every transaction that began before it has ended, anywhere on the server. A transaction that
 * stays open delays all seals, which is logged after five minutes.
 */
export function sealingJob(options: {
  tenants: Tenants;
  listTenants: () => Promise<string[]>;
  logger: LoggerService;
  pauseMs?: number;
}): Job {
  const { tenants, listTenants, logger, pauseMs = PAUSE_MS } = options;
  const delayed = new Set<TenantId>();
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
        // 55000 is our own message about a restore; others could quote records
        logger.warn(
          `The audit trail of tenant ${tenantId} cannot be sealed: ${error.code === '55000' ? error.message : error.name}`,
        ),
      );
    }
  }

  async function sealTenant(tenantId: TenantId, signal: AbortSignal): Promise<void> {
    for (let seals = 0; seals < MAX_SEALS_PER_RUN && !signal.aborted; seals += 1) {
      if ((await sealRecords(tenants, tenantId)) === 0) return warnWhenDelayed(tenantId);
    }
  }

  /** Warns once each time that sealing becomes delayed. */
  async function warnWhenDelayed(tenantId: TenantId): Promise<void> {
    const { isDelayed, waitedMinutes } = await tenants.transact(
      { tenantId, actorId: null, action: 'audit.seal' },
      async (uow) => findOldestUnsealed(uow, await findNewestSeal(uow)),
    );
    if (!isDelayed) return void delayed.delete(tenantId);
    if (delayed.has(tenantId)) return;
    delayed.add(tenantId);
    logger.warn(
      `The audit trail of tenant ${tenantId} has not been sealed for ${waitedMinutes} minutes: a transaction that began earlier is still open.`,
    );
  }
}
