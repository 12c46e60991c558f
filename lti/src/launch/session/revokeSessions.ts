import type { UnitOfWork } from '@aimline/plugin-interventions-node';
import { NotFoundError } from '@backstage/errors';

/**
 * Revokes one session, or all sessions of a person: their tokens are refused from the next request on.
 *
 * @returns how many were still open.
 * @throws NotFoundError when there is no such session, not even an expired one.
 */
export async function revokeSessions(
  uow: UnitOfWork,
  which: { launchSessionId: string } | { personId: string },
): Promise<{ ended: number }> {
  const named = { launchSessionId: null, personId: null, ...which };
  const [found] = await uow.rows<{ sessions: number; ended: number }>(
    `with named as (
       select launch_session_id
       from launch_session
       where tenant_id = :tenantId
         and (launch_session_id = :launchSessionId::uuid or person_id = :personId::uuid)
     ), ended as (
       update launch_session
       set revoked_at = :now
       where tenant_id = :tenantId
         and launch_session_id in (select launch_session_id from named)
         and revoked_at is null
         and expires_at > :now
       returning launch_session_id
     )
     select (select count(*) from named) as sessions, (select count(*) from ended) as ended`,
    { ...named, now: uow.now },
  );
  if (!found || found.sessions === 0) throw new NotFoundError('There is no such session.');
  return { ended: found.ended };
}
