import type { RosterSync, UnitOfWork } from '@aimline/plugin-interventions-node';
import { deleteBatches, extendLease } from './syncLease';

/** Forgets whom a reading has met. */
export async function resetSync(uow: UnitOfWork, reading: RosterSync): Promise<void> {
  const { source, courseId } = reading;
  await extendLease(uow, reading);
  await deleteBatches(uow, reading);
  await uow.rows(
    `update course_roster
     set members_read = 0
     where tenant_id = :tenantId and course_id = :courseId and source = :source`,
    { source, courseId },
  );
}
