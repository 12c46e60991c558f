import type { KnownAdult, People, UnitOfWork } from '@aimline/plugin-interventions-node';
import type { RolesClaimed } from '../guard/readLaunchClaims';
import { claimsAdministration, type Mapping, mappableRoles } from './launchRoles';

/** The user of a launch and their course, as the platform names them. */
export interface LaunchUser extends RolesClaimed {
  /** The roster source that the user and course ids belong to. */
  source: string;
  registrationId: string;
  deploymentId: string;
  subject: string;
  course: { externalId: string; title: string } | undefined;
}

/** What is known of the user before the launch writes anything. */
export interface KnownUser extends KnownAdult {
  /** The user as a coordinator candidate; null unless they launch as an administrator now, and have done so before. */
  candidate: Candidate | null;
  /** The role mappings of the deployment that apply to the user. */
  mappings: Mapping[];
}

interface Candidate {
  status: 'pending' | 'approved' | 'declined';
  code: string;
}

/**
 * Finds what is known of the user and the course in one round trip; for an administrator, the candidate in a second
 * one.
 */
export async function findKnownUser(uow: UnitOfWork, people: People, user: LaunchUser): Promise<KnownUser> {
  const { source, subject, course } = user;
  const [known, mappings] = await Promise.all([
    people.findAdult(uow, source, { person: subject, course: course?.externalId }),
    findMappings(uow, user),
  ]);
  const { staff } = known;
  const candidate = staff && claimsAdministration(user) ? await findCandidate(uow, staff.personId) : null;
  return { ...known, candidate, mappings };
}

function findMappings(uow: UnitOfWork, user: LaunchUser): Promise<Mapping[]> {
  const { registrationId, deploymentId, sourcedId = null } = user;
  return uow.rows<Mapping>(
    `select m.matches, m.value, m.role
     from role_mapping m
     where m.tenant_id = :tenantId
       and m.registration_id = :registrationId
       and m.deployment_id = :deploymentId
       and (m.matches, m.value) in (
         select 'lms_role', unnest(:roles::text[])
         union all select 'person_sourcedid', :sourcedId::text)`,
    { registrationId, deploymentId, sourcedId, roles: mappableRoles(user) },
  );
}

/** Locks the row until the commit: a concurrent decision waits, and then finds the session that it has to revoke. */
async function findCandidate(uow: UnitOfWork, staffId: string): Promise<Candidate | null> {
  const [candidate] = await uow.rows<Candidate>(
    `select k.status, k.code
     from coordinator_candidate k
     where k.tenant_id = :tenantId
       and k.staff_id = :staffId
     for share`,
    { staffId },
  );
  return candidate ?? null;
}
