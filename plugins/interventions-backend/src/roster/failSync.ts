import type { RosterSync, UnitOfWork } from '@aimline/plugin-interventions-node';
import { extendLease, releaseLease } from './syncLease';

/** Ends a sync that failed; no member is removed. */
export async function failSync(uow: UnitOfWork, sync: RosterSync): Promise<void> {
  await extendLease(uow, sync);
  await releaseLease(uow, sync, 'failed');
}
