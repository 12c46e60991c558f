import type { LaunchSession } from '@aimline/plugin-interventions-common/launchSession';
import { mintBearerSecret, readBearerSecret, type Tenants } from '@aimline/plugin-interventions-node';
import { AuthenticationError } from '@backstage/errors';
import { describeSession, SESSION_COUNTS, TOKEN_LIFETIME_MS } from './queries';

/**
 * Exchanges the one-time code of a launch for a token. Of exchanges in parallel, one succeeds: the others wait for its
 * row and find no code in it.
 *
 * @throws AuthenticationError when the code is unknown, used or over.
 */
export async function exchangeCode(tenants: Tenants, received: unknown): Promise<LaunchSession> {
  const code = readBearerSecret(received);
  if (!code) throw refusal();
  return tenants.transact({ tenantId: code.tenantId, actorId: null, action: 'lti.session' }, async (uow) => {
    const token = mintBearerSecret(uow.tenantId);
    const [session] = await uow.rows<{ launchSessionId: string }>(
      `update launch_session s
       set code_hash = null,
           token_hash = :tokenHash,
           token_expires_at = least(:tokenExpiresAt::timestamptz, s.expires_at)
       where s.tenant_id = :tenantId
         and s.code_hash = :codeHash
         and s.code_expires_at > :now
         and ${SESSION_COUNTS}
       returning s.launch_session_id as "launchSessionId"`,
      {
        codeHash: code.hash,
        tokenHash: token.hash,
        tokenExpiresAt: new Date(uow.now.getTime() + TOKEN_LIFETIME_MS),
        now: uow.now,
      },
    );
    if (!session) throw refusal();
    return describeSession(uow, session.launchSessionId, token.secret);
  });
}

function refusal(): AuthenticationError {
  return new AuthenticationError(
    'This launch was used already, or is too old. Open Aimline from your course once more.',
  );
}
