import type { RosterSync, UnitOfWork } from '@aimline/plugin-interventions-node';
import { v7 as uuidv7 } from 'uuid';
import { deleteBatches, leaseFrom } from './syncLease';

/**
 * Acquires the lease for a course's roster in a source. The row lock decides: of two syncs that begin at once, the second
 * waits for the first and finds its lease.
 *
 * @param unlessBegunSince null takes over the lease of another sync
 * @returns null when another sync is in progress, or began after `unlessBegunSince`
 */
export async function beginSync(
  uow: UnitOfWork,
  source: string,
  courseId: string,
  unlessBegunSince: Date | null,
): Promise<RosterSync | null> {
  const sync = { source, courseId, syncId: uuidv7() };
  const [started] = await uow.rows(
    `insert into course_roster as r (tenant_id, course_id, source, sync_id, lease_ends_at, begun_at)
     values (:tenantId, :courseId, :source, :syncId, :leaseEndsAt, :now)
     on conflict (tenant_id, course_id, source) do update
       set sync_id = excluded.sync_id,
         lease_ends_at = excluded.lease_ends_at,
         begun_at = excluded.begun_at,
         members_read = 0
       where :unlessBegunSince::timestamptz is null
         or ((r.sync_id is null or r.lease_ends_at < :now)
           and (r.begun_at is null or r.begun_at <= :unlessBegunSince))
     returning r.sync_id`,
    { courseId, source, syncId: sync.syncId, now: uow.now, leaseEndsAt: leaseFrom(uow.now), unlessBegunSince },
  );
  if (!started) return null;
  // left by a sync whose process was killed
  await deleteBatches(uow, sync);
  return sync;
}
