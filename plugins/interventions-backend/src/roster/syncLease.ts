import type { RosterSync, UnitOfWork } from '@aimline/plugin-interventions-node';

/** A sync that has written nothing for this time is considered dead. */
const LEASE_MS = 60_000;

export function leaseFrom(now: Date): Date {
  return new Date(now.getTime() + LEASE_MS);
}

/**
 * Extends the lease of a sync. Its row stays locked until the commit, so that no other sync takes over during a batch.
 *
 * @throws Error when another sync has taken over
 */
export async function extendLease(
  uow: UnitOfWork,
  { source, courseId, syncId }: RosterSync,
  { membersRead = 0 } = {},
): Promise<void> {
  const held = await uow.rows(
    `update course_roster
     set lease_ends_at = :leaseEndsAt,
       members_read = members_read + :membersRead
     where tenant_id = :tenantId and course_id = :courseId and source = :source and sync_id = :syncId
     returning course_id`,
    { source, courseId, syncId, membersRead, leaseEndsAt: leaseFrom(uow.now) },
  );
  if (held.length === 0) throw new Error('Another sync of the course has taken over.');
}

/** Ends the sync that holds the lease, and removes its batches. */
export async function releaseLease(uow: UnitOfWork, sync: RosterSync, outcome: 'read' | 'failed'): Promise<void> {
  const { source, courseId } = sync;
  await deleteBatches(uow, sync);
  await uow.rows(
    `update course_roster
     set sync_id = null,
       lease_ends_at = null,
       members_read = 0,
       read_at = case when :isRead then :now else read_at end,
       failed_at = case when :isRead then null else :now::timestamptz end
     where tenant_id = :tenantId and course_id = :courseId and source = :source`,
    { source, courseId, isRead: outcome === 'read', now: uow.now },
  );
}

export async function deleteBatches(uow: UnitOfWork, { source, courseId }: RosterSync): Promise<void> {
  await uow.rows(
    'delete from course_roster_batch where tenant_id = :tenantId and course_id = :courseId and source = :source',
    { source, courseId },
  );
}
