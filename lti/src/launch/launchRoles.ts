import { isOutsideOfCourse, type RoleMapping } from '@aimline/plugin-interventions-common/access';
import type { Role } from '@aimline/plugin-interventions-node';
import { contextRoles, isTestUser } from '../guard/contextRoles';
import type { RolesClaimed } from '../guard/readLaunchClaims';

const INSTITUTION_ADMINISTRATOR = 'http://purl.imsglobal.org/vocab/lis/v2/institution/person#administrator';

/** A role mapping of the district that may apply to the user. */
export type Mapping = Pick<RoleMapping, 'matches' | 'value' | 'role'>;

/** The roles that a launch gives the user in Aimline. */
export interface LaunchRoles {
  roles: Role[];
  /** Whether the user may be approved as a coordinator. */
  isCandidate: boolean;
}

/** The roles in the course that a role mapping can match, in lower case. */
export function mappableRoles({ roles, customRoles }: RolesClaimed): string[] {
  return [...roles, ...customRoles].filter((role) => !isOutsideOfCourse(role)).map((role) => role.toLowerCase());
}

/** Whether the user is an administrator of the course or of the institution. */
export function claimsAdministration({ roles }: RolesClaimed): boolean {
  return (
    contextRoles(roles).has('administrator') || roles.some((role) => role.toLowerCase() === INSTITUTION_ADMINISTRATOR)
  );
}

/**
 * The user's roles in Aimline, from the roles of the launch. Only roles in the course count: roles in the institution
 * are about other courses, roles in the system about the people who run the LMS. An unknown role gives nothing.
 *
 * - A learner has no role, whatever other roles they have: a student never sees other students.
 * - The test user of an LMS has no role.
 * - Role mappings of the district replace all rules below: the mapping of the person, otherwise those of their roles.
 * - An administrator, of the course or of the institution, is a candidate, and a coordinator once approved.
 * - A teaching assistant is an interventionist and no educator, although an LMS sends Instructor with it.
 * - A mentor is a caregiver of the students that the platform lists; without a list they have no role. An administrator
 *   who is also a mentor in the course is no candidate: they come for their child.
 */
export function launchRoles(
  claimed: RolesClaimed,
  { mappings, isApproved }: { mappings: readonly Mapping[]; isApproved: boolean },
): LaunchRoles {
  const held = contextRoles(claimed.roles);
  if (isTestUser(claimed.roles) || held.has('learner')) return { roles: [], isCandidate: false };
  const mapped = mappedRoles(claimed, mappings);
  if (mapped) return { roles: mapped, isCandidate: false };

  const staff: Role[] = [];
  const isAdministrator = claimsAdministration(claimed);
  if (isAdministrator && isApproved) staff.push('coordinator');
  if (held.has('teachingassistant')) staff.push('interventionist');
  else if (held.has('instructor')) staff.push('educator');
  const isCaregiver = staff.length === 0 && held.has('mentor') && (claimed.mentoredSubjects?.length ?? 0) > 0;
  return { roles: isCaregiver ? ['caregiver'] : staff, isCandidate: isAdministrator && !isApproved && !isCaregiver };
}

/** The roles of the mappings that apply; undefined when none does. */
function mappedRoles(claimed: RolesClaimed, mappings: readonly Mapping[]): Role[] | undefined {
  const ofPerson = mappings.filter(
    (mapping) => mapping.matches === 'person_sourcedid' && mapping.value === claimed.sourcedId,
  );
  const names = new Set(mappableRoles(claimed));
  const ofRoles = mappings.filter((mapping) => mapping.matches === 'lms_role' && names.has(mapping.value));
  const matching = ofPerson.length > 0 ? ofPerson : ofRoles;
  if (matching.length === 0) return undefined;
  return [...new Set(matching.flatMap(({ role }) => (role === 'none' ? [] : role)))].toSorted();
}
