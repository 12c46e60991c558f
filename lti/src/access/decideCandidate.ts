import type { CoordinatorCandidate } from '@aimline/plugin-interventions-common/access';
import type { UnitOfWork } from '@aimline/plugin-interventions-node';
import { ConflictError, NotFoundError } from '@backstage/errors';

/**
 * Approves a candidate, who becomes a coordinator with their next launch; or declines them, and revokes their sessions
 * as a coordinator.
 *
 * @param decidedBy null for the operator of Aimline.
 * @throws NotFoundError when there is no such candidate.
 * @throws ConflictError when a coordinator would decline themselves, or was declined by a concurrent request; so at
 *   least one coordinator remains.
 */
export async function decideCandidate(
  uow: UnitOfWork,
  decidedBy: string | null,
  staffId: string,
  decision: 'approved' | 'declined',
): Promise<void> {
  if (staffId === decidedBy && decision === 'declined') {
    throw new ConflictError('You cannot decline yourself. Ask another coordinator of your district.');
  }
  // Locked: of two coordinators who decline each other concurrently, the second waits and is then refused.
  const locked = await uow.rows<{ staffId: string; status: CoordinatorCandidate['status'] }>(
    `select staff_id as "staffId", status
     from coordinator_candidate
     where tenant_id = :tenantId
       and staff_id in (:staffId, :decidedBy)
     order by staff_id
     for update`,
    { staffId, decidedBy },
  );
  const isDeclined = locked.some((one) => one.staffId === decidedBy && one.status === 'declined');
  if (isDeclined && decision === 'declined') {
    throw new ConflictError('You have been declined yourself. Ask another coordinator of your district.');
  }
  if (!locked.some((one) => one.staffId === staffId)) throw new NotFoundError('There is no such candidate.');
  await uow.rows(
    `update coordinator_candidate
     set status = :decision,
         decided_at = :now,
         decided_by = :decidedBy
     where tenant_id = :tenantId
       and staff_id = :staffId
       and status <> :decision`,
    { staffId, decision, decidedBy, now: uow.now },
  );
  if (decision === 'declined') {
    await uow.rows(
      `update launch_session
       set revoked_at = :now
       where tenant_id = :tenantId
         and person_id = :staffId
         and 'coordinator' = any (roles)
         and revoked_at is null`,
      { staffId, now: uow.now },
    );
  }
}
