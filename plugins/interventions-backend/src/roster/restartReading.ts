import type { RosterReading, UnitOfWork } from '@aimline/plugin-interventions-node';
import { forgetBatches, holdLease } from './readingLease';

/** Forgets whom a reading has met. */
export async function restartReading(uow: UnitOfWork, reading: RosterReading): Promise<void> {
  const { source, courseId } = reading;
  await holdLease(uow, reading);
  await forgetBatches(uow, reading);
  await uow.rows(
    `update course_roster
     set members_met = 0
     where tenant_id = :tenantId and course_id = :courseId and source = :source`,
    { source, courseId },
  );
}
