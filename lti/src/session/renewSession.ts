import type { LaunchSession } from '@aimline/plugin-interventions-common/launchSession';
import { readAuthorization, type Tenants } from '@aimline/plugin-interventions-node';
import { describeSession, SESSION_COUNTS, TOKEN_LIFETIME_MS } from './queries';
import { sessionOver } from './sessionOver';

/**
 * Prolongs a token by 15 minutes from now, to the end of its session at most.
 *
 * @param authorization the header of the request.
 * @throws AuthenticationError when the token is unknown, over or revoked.
 */
export async function renewSession(tenants: Tenants, authorization: string | undefined): Promise<LaunchSession> {
  const token = readAuthorization(authorization);
  if (!token) throw sessionOver();
  return tenants.transact({ tenantId: token.tenantId, actorId: null, action: 'lti.session' }, async (uow) => {
    const [session] = await uow.rows<{ launchSessionId: string }>(
      `update launch_session s
       set token_expires_at = least(:tokenExpiresAt::timestamptz, s.expires_at)
       where s.tenant_id = :tenantId
         and s.token_hash = :tokenHash
         and s.token_expires_at > :now
         and ${SESSION_COUNTS}
       returning s.launch_session_id as "launchSessionId"`,
      {
        tokenHash: token.hash,
        tokenExpiresAt: new Date(uow.now.getTime() + TOKEN_LIFETIME_MS),
        now: uow.now,
      },
    );
    if (!session) throw sessionOver();
    return describeSession(uow, session.launchSessionId, token.secret);
  });
}
