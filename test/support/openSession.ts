import { mintBearerSecret, provenTenantId } from '@aimline/plugin-interventions-node';
import { recordAccess } from './recordAccess';
import type { TestService } from './service';

/** A session of Hannah's that counts now; returns its token. */
export async function openSession(service: TestService): Promise<string> {
  const { cedarValley: tenantId, id } = service;
  const { launchSessionId } = await recordAccess(service, { tenantId, staffId: id.owen, personId: id.hannah });
  const { secret, hash } = mintBearerSecret(provenTenantId(service.cedarValley));
  const who = { tenantId: provenTenantId(service.cedarValley), actorId: null, action: 'lti.launch' };
  await service.tenants.transact(who, (uow) =>
    uow.rows(
      `update launch_session
       set token_hash = :hash, token_expires_at = now() + interval '10 minutes', expires_at = now() + interval '1 hour'
       where tenant_id = :tenantId
         and launch_session_id = :launchSessionId`,
      { hash, launchSessionId },
    ),
  );
  return secret;
}
