import type { RosterSync, UnitOfWork } from '@aimline/plugin-interventions-node';
import { deleteBatches, extendLease } from './syncLease';

/** Restarts a sync: forgets the members recorded so far. */
export async function resetSync(uow: UnitOfWork, sync: RosterSync): Promise<void> {
  const { source, courseId } = sync;
  await extendLease(uow, sync);
  await deleteBatches(uow, sync);
  await uow.rows(
    `update course_roster
     set members_read = 0
     where tenant_id = :tenantId and course_id = :courseId and source = :source`,
    { source, courseId },
  );
}
