import type { RosterReading, UnitOfWork } from '@aimline/plugin-interventions-node';
import { holdLease, releaseLease } from './readingLease';

/** Ends a reading that broke off; who was a member is one still. */
export async function failReading(uow: UnitOfWork, reading: RosterReading): Promise<void> {
  await holdLease(uow, reading);
  await releaseLease(uow, reading, 'failed');
}
