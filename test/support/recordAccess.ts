import { registerDeployment } from '@aimline/lti';
import { provenTenantId } from '@aimline/plugin-interventions-node';
import { v7 as uuidv7 } from 'uuid';
import type { TestService } from './service';

/** Ids of what coordinators decide about, in Cedar Valley. */
export type AccessIds = Record<
  'registrationId' | 'deploymentId' | 'staffId' | 'roleMappingId' | 'launchSessionId' | 'personId',
  string
>;

/** A deployment of Cedar Valley, Owen as a candidate, a mapping, and an open session of Hannah's. */
export async function recordAccess({ db, tenants, clock, cedarValley, id }: TestService): Promise<AccessIds> {
  const deploymentId = 'cedar-valley-1';
  await registerDeployment(db.owner, {
    issuer: 'https://lms.example.org',
    clientId: 'aimline',
    authorizationEndpoint: 'https://lms.example.org/authorize',
    tokenEndpoint: 'https://lms.example.org/token',
    jwksUri: 'https://lms.example.org/jwks',
    ...{ deploymentId, tenantId: cedarValley, tenantName: 'Cedar Valley' },
  });
  const { rows } = await db.owner.raw('select registration_id as "registrationId" from directory.lti_registration');
  const ids = {
    registrationId: rows[0].registrationId as string,
    ...{ deploymentId, staffId: id.owen, personId: id.hannah },
    ...{ roleMappingId: uuidv7(), launchSessionId: uuidv7() },
  };
  const who = { tenantId: provenTenantId(cedarValley), actorId: null, action: 'lti.launch' };
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
          sha256('hannah'), :tokenExpiresAt, :now, :expiresAt)`,
      {
        ...ids,
        now: clock.now,
        tokenExpiresAt: new Date(clock.now.getTime() + 15 * 60_000),
        expiresAt: new Date(clock.now.getTime() + 8 * 3_600_000),
      },
    );
  });
  return ids;
}
