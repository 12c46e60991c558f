import type { LaunchSession } from '@aimline/plugin-interventions-common/launchSession';
import { type BearerSecret, mintBearerSecret, type Tenants } from '@aimline/plugin-interventions-node';
import { AuthenticationError } from '@backstage/errors';
import {
  type DescribingTools,
  describeSession,
  SESSION_COUNTS,
  SESSION_TO_DESCRIBE,
  type SessionToDescribe,
  TOKEN_LIFETIME_MS,
} from './queries';

/**
 * Exchanges the one-time code of a launch for a token. Of concurrent exchanges one succeeds: the others wait for its
 * row lock, and then find no code in the row.
 *
 * @throws AuthenticationError when the code is unknown, used or expired.
 */
export async function exchangeCode(
  { tenants, ...describing }: DescribingTools & { tenants: Tenants },
  code: BearerSecret,
): Promise<LaunchSession> {
  return tenants.transact({ tenantId: code.tenantId, actorId: null, action: 'lti.session' }, async (uow) => {
    const token = mintBearerSecret(uow.tenantId);
    const [session] = await uow.rows<SessionToDescribe>(
      `update launch_session s
       set code_hash = null,
           token_hash = :tokenHash,
           token_expires_at = least(:tokenExpiresAt::timestamptz, s.expires_at)
       where s.tenant_id = :tenantId
         and s.code_hash = :codeHash
         and s.code_expires_at > :now
         and ${SESSION_COUNTS}
       returning ${SESSION_TO_DESCRIBE}`,
      {
        codeHash: code.hash,
        tokenHash: token.hash,
        tokenExpiresAt: new Date(uow.now.getTime() + TOKEN_LIFETIME_MS),
        now: uow.now,
      },
    );
    if (!session) throw codeOver();
    return describeSession(uow, describing, session, token.secret);
  });
}

/** The error for a code that is unknown, used or expired. */
export function codeOver(): AuthenticationError {
  return new AuthenticationError(
    'This launch has already been used, or is too old. Open Aimline again from your course.',
  );
}
