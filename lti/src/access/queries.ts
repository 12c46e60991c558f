import type { CoordinatorCandidate, Deployment } from '@aimline/plugin-interventions-common/access';
import type { People, UnitOfWork } from '@aimline/plugin-interventions-node';

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

/** A candidate or coordinator, without the name. */
export interface FoundCandidate extends Omit<CoordinatorCandidate, 'staff'> {
  staffId: string;
}

/** Candidates and coordinators, or the one with `staffId`; pending ones first, then in the order of their requests. */
export function findCandidates(uow: UnitOfWork, staffId: string | null = null): Promise<FoundCandidate[]> {
  return uow.rows<FoundCandidate>(
    `select c.staff_id as "staffId", c.status, c.code, c.requested_at as "requestedAt", c.decided_at as "decidedAt"
     from coordinator_candidate c
     where c.tenant_id = :tenantId
       and (:staffId::uuid is null or c.staff_id = :staffId)
     order by c.status <> 'pending', c.requested_at, c.staff_id`,
    { staffId },
  );
}

/** Candidates and coordinators with their names, or the one with `staffId`; pending ones first, then by family name. */
export async function readCandidates(
  uow: UnitOfWork,
  people: People,
  staffId: string | null = null,
): Promise<CoordinatorCandidate[]> {
  const found = await findCandidates(uow, staffId);
  const byId = new Map(found.map((candidate) => [candidate.staffId, candidate]));
  const names = await people.namesOf(uow, [...byId.keys()]);
  const named = [...names.values()].map(({ personId, givenName, familyName }) => {
    const { staffId: _, ...candidate } = byId.get(personId)!;
    return { staff: { staffId: personId, givenName, familyName }, ...candidate };
  });
  return named.toSorted((a, b) => Number(a.status !== 'pending') - Number(b.status !== 'pending'));
}
