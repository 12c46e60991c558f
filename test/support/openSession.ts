import { mintBearerSecret, provenTenantId } from '@aimline/plugin-interventions-node';
import { recordAccess } from './recordAccess';
import type { TestService } from './service';

/** Opens a valid session of Hannah, a teacher, or of Sofia, a coordinator, and returns the token of the session. */
export async function openSession(service: TestService, whose: 'hannah' | 'sofia' = 'hannah'): Promise<string> {
  const { cedarValley: tenantId, id, actors } = service;
  const { launchSessionId } = await recordAccess(service, { tenantId, staffId: id.owen, personId: id[whose] });
  const { secret, hash } = mintBearerSecret(provenTenantId(service.cedarValley));
  const who = { tenantId: provenTenantId(service.cedarValley), actorId: null, action: 'lti.launch' };
  await service.tenants.transact(who, (uow) =>
    uow.rows(
      `update launch_session
       set roles = :roles, token_hash = :hash, token_expires_at = now() + interval '10 minutes', expires_at = now() + interval '1 hour'
       where tenant_id = :tenantId
         and launch_session_id = :launchSessionId`,
      { roles: actors[whose].roles, hash, launchSessionId },
    ),
  );
  return secret;
}
