import type { Access, RoleMapping } from '@aimline/plugin-interventions-common/access';
import type { People, UnitOfWork } from '@aimline/plugin-interventions-node';
import { findDeployments, readCandidates } from './queries';

/** The access settings of the district: its deployments, coordinators, role mappings and open sessions. */
export async function readAccess(uow: UnitOfWork, people: People): Promise<Access> {
  const [deployments, candidates, mappings] = await Promise.all([
    findDeployments(uow),
    readCandidates(uow, people),
    findMappings(uow),
  ]);
  return { deployments, candidates, mappings };
}

function findMappings(uow: UnitOfWork): Promise<RoleMapping[]> {
  return uow.rows<RoleMapping>(
    `select m.role_mapping_id as "roleMappingId", m.registration_id as "registrationId",
       m.deployment_id as "deploymentId", m.matches, m.value, m.role
     from role_mapping m
     where m.tenant_id = :tenantId
     order by m.matches, m.value, m.role_mapping_id`,
  );
}
