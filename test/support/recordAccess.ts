import { registerDeployment } from '@aimline/lti';
import { provenTenantId } from '@aimline/plugin-interventions-node';
import { v7 as uuidv7 } from 'uuid';
import type { TestService } from './service';

/** Ids of the records that the page Access of a district lists. */
export type AccessIds = Record<
  'registrationId' | 'deploymentId' | 'staffId' | 'roleMappingId' | 'launchSessionId' | 'personId',
  string
>;

/**
 * Records a deployment whose id other platforms may use as well (LTI 1.3 core, section 3.1.3), a candidate, a mapping,
 * and an open session.
 */
export async function recordAccess(
  { db, tenants, clock }: TestService,
  { tenantId, staffId, personId }: { tenantId: string; staffId: string; personId: string },
): Promise<AccessIds> {
  const deploymentId = '1';
  await registerDeployment(db.owner, {
    issuer: 'https://lms.example.org',
    clientId: tenantId,
    authorizationEndpoint: 'https://lms.example.org/authorize',
    tokenEndpoint: 'https://lms.example.org/token',
    jwksUri: 'https://lms.example.org/jwks',
    ...{ deploymentId, tenantId, tenantName: `District ${tenantId}` },
  });
  const { rows } = await db.owner.raw(
    'select registration_id as "registrationId" from directory.lti_registration where client_id = ?',
    [tenantId],
  );
  const ids = {
    registrationId: rows[0].registrationId as string,
    ...{ deploymentId, staffId, personId },
    ...{ roleMappingId: uuidv7(), launchSessionId: uuidv7() },
  };
  const who = { tenantId: provenTenantId(tenantId), actorId: null, action: 'lti.launch' };
  await tenants.transact(who, async (uow) => {
    await uow.rows(
      `insert into coordinator_candidate (tenant_id, staff_id, status, code, requested_at)
       values (:tenantId, :staffId, 'pending', 'K7QDXM2P', :now)`,
      { ...ids, now: clock.now },
    );
    await uow.rows(
      `insert into role_mapping (tenant_id, role_mapping_id, registration_id, deployment_id, matches, value, role)
       values (:tenantId, :roleMappingId, :registrationId, :deploymentId, 'lms_role', 'dean', 'coordinator')`,
      ids,
    );
    await uow.rows(
      `insert into launch_session
         (tenant_id, launch_session_id, registration_id, deployment_id, person_id, roles, target, code_expires_at,
          token_hash, token_expires_at, created_at, expires_at)
       values
         (:tenantId, :launchSessionId, :registrationId, :deploymentId, :personId, '{educator}', '/', :now,
          sha256(:token::bytea), :tokenExpiresAt, :now, :expiresAt)`,
      {
        ...ids,
        now: clock.now,
        token: ids.launchSessionId,
        tokenExpiresAt: new Date(clock.now.getTime() + 15 * 60_000),
        expiresAt: new Date(clock.now.getTime() + 8 * 3_600_000),
      },
    );
  });
  return ids;
}
