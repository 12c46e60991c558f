import type { RosterSync, UnitOfWork } from '@aimline/plugin-interventions-node';
import { extendLease, releaseLease } from './syncLease';

/** Ends a reading that broke off; who was a member is one still. */
export async function failSync(uow: UnitOfWork, reading: RosterSync): Promise<void> {
  await extendLease(uow, reading);
  await releaseLease(uow, reading, 'failed');
}
