import type { UnitOfWork } from '@aimline/plugin-interventions-node';

/** Ends one session, or all that a person has: from the next request on, their tokens count no more. */
export async function revokeSessions(
  uow: UnitOfWork,
  which: { launchSessionId: string } | { personId: string },
): Promise<number> {
  const revoked = await uow.rows(
    `update launch_session
     set revoked_at = :now
     where tenant_id = :tenantId
       and (launch_session_id = :launchSessionId or person_id = :personId)
       and revoked_at is null
     returning launch_session_id`,
    { launchSessionId: null, personId: null, ...which, now: uow.now },
  );
  return revoked.length;
}
