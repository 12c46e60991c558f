import type { CoordinatorCandidate, Deployment } from '@aimline/plugin-interventions-common/access';
import type { UnitOfWork } from '@aimline/plugin-interventions-node';

/** The deployments of the district, oldest first. */
export function findDeployments(uow: UnitOfWork): Promise<Deployment[]> {
  return uow.rows<Deployment>(
    `select d.registration_id as "registrationId", d.deployment_id as "deploymentId", r.issuer, r.client_id as "clientId",
       d.status, d.status <> 'pending' or (r.registered_by_link and r.tenant_id = d.tenant_id) as "mayActivate",
       (select max(s.created_at)
        from launch_session s
        where s.tenant_id = :tenantId
          and s.registration_id = d.registration_id
          and s.deployment_id = d.deployment_id) as "lastLaunchAt"
     from directory.lti_deployment d
     join directory.lti_registration r using (registration_id)
     where d.tenant_id = :tenantId
     order by d.created_at, d.deployment_id`,
  );
}

/** Candidates and coordinators: who waits first, then by family name; all, or the one of `staffId`. */
export function findCandidates(uow: UnitOfWork, staffId: string | null = null): Promise<CoordinatorCandidate[]> {
  return uow.rows<CoordinatorCandidate>(
    `select json_build_object('staffId', p.staff_id, 'givenName', p.given_name, 'familyName', p.family_name) as staff,
       c.status, c.code, c.requested_at as "requestedAt", c.decided_at as "decidedAt"
     from coordinator_candidate c
     join staff p on p.tenant_id = c.tenant_id and p.staff_id = c.staff_id
     where c.tenant_id = :tenantId
       and (:staffId::uuid is null or c.staff_id = :staffId)
     order by c.status <> 'pending', p.family_name, p.given_name, p.staff_id`,
    { staffId },
  );
}
