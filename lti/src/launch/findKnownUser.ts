import type { KnownAdult, People, UnitOfWork } from '@aimline/plugin-interventions-node';
import type { RolesClaimed } from './guard/launchClaims';
import { claimsAdministration, type Mapping, mappableRoles } from './launchRoles';

/** Who comes, from where, as the platform names them. */
export interface LaunchUser extends RolesClaimed {
  /** The source of the roster that the names belong to. */
  source: string;
  registrationId: string;
  deploymentId: string;
  subject: string;
  course: { externalId: string; title: string } | undefined;
}

/** What is known of a visitor before anything is written. */
export interface KnownUser extends KnownAdult {
  /** Of the visitor as a coordinator; null when they never came as an administrator, or do not now. */
  candidate: Candidate | null;
  /** The mappings of the deployment that are about the visitor. */
  mappings: Mapping[];
}

interface Candidate {
  status: 'pending' | 'approved' | 'declined';
  code: string;
}

/** Finds all that a launch has to know, in one round trip; in a second one, what was decided of an administrator. */
export async function findKnownUser(uow: UnitOfWork, people: People, visitor: LaunchUser): Promise<KnownUser> {
  const { source, subject, course } = visitor;
  const [known, mappings] = await Promise.all([
    people.findAdult(uow, source, { person: subject, course: course?.externalId }),
    findMappings(uow, visitor),
  ]);
  const { staff } = known;
  const candidate = staff && claimsAdministration(visitor) ? await findCandidate(uow, staff.personId) : null;
  return { ...known, candidate, mappings };
}

function findMappings(uow: UnitOfWork, visitor: LaunchUser): Promise<Mapping[]> {
  const { registrationId, deploymentId, sourcedId = null } = visitor;
  return uow.rows<Mapping>(
    `select m.matches, m.value, m.role
     from role_mapping m
     where m.tenant_id = :tenantId
       and m.registration_id = :registrationId
       and m.deployment_id = :deploymentId
       and (m.matches, m.value) in (
         select 'lms_role', unnest(:roles::text[])
         union all select 'person_sourcedid', :sourcedId::text)`,
    { registrationId, deploymentId, sourcedId, roles: mappableRoles(visitor) },
  );
}

/** The row stays as it is until the commit: a decision at the same time waits, and finds the session that it has to end. */
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
