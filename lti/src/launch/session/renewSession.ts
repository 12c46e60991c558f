import type { LaunchSession } from '@aimline/plugin-interventions-common/launchSession';
import type { BearerSecret, Tenants } from '@aimline/plugin-interventions-node';
import {
  type DescribingTools,
  describeSession,
  SESSION_COUNTS,
  SESSION_TO_DESCRIBE,
  type SessionToDescribe,
  TOKEN_LIFETIME_MS,
} from './queries';
import { sessionOver } from './sessionOver';

/**
 * Extends a token to 15 minutes from now, or to the end of its session if that is earlier.
 *
 * @throws AuthenticationError when the token is unknown, expired or revoked.
 */
export async function renewSession(
  { tenants, ...describing }: DescribingTools & { tenants: Tenants },
  token: BearerSecret,
): Promise<LaunchSession> {
  return tenants.transact({ tenantId: token.tenantId, actorId: null, action: 'lti.session' }, async (uow) => {
    const [session] = await uow.rows<SessionToDescribe>(
      `update launch_session s
       set token_expires_at = least(:tokenExpiresAt::timestamptz, s.expires_at)
       where s.tenant_id = :tenantId
         and s.token_hash = :tokenHash
         and s.token_expires_at > :now
         and ${SESSION_COUNTS}
       returning ${SESSION_TO_DESCRIBE}`,
      {
        tokenHash: token.hash,
        tokenExpiresAt: new Date(uow.now.getTime() + TOKEN_LIFETIME_MS),
        now: uow.now,
      },
    );
    if (!session) throw sessionOver();
    return describeSession(uow, describing, session, token.secret);
  });
}
