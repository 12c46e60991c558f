import type { RoleMapping } from '@aimline/plugin-interventions-common/access';
import type { Role } from '@aimline/plugin-interventions-node';

/** LIS v2 context roles that Aimline knows (LTI 1.3 core, appendix A.2). */
type ContextRole = 'administrator' | 'instructor' | 'teachingassistant' | 'learner' | 'mentor';

const CONTEXT_ROLES = new Map<string, ContextRole>(
  Object.entries({
    'http://purl.imsglobal.org/vocab/lis/v2/membership#administrator': 'administrator',
    'http://purl.imsglobal.org/vocab/lis/v2/membership#instructor': 'instructor',
    'http://purl.imsglobal.org/vocab/lis/v2/membership/instructor#teachingassistant': 'teachingassistant',
    'http://purl.imsglobal.org/vocab/lis/v2/membership#learner': 'learner',
    'http://purl.imsglobal.org/vocab/lis/v2/membership#mentor': 'mentor',
    // Context roles may be sent by their short names; nothing else may.
    administrator: 'administrator',
    instructor: 'instructor',
    teachingassistant: 'teachingassistant',
    learner: 'learner',
    mentor: 'mentor',
  }),
);
/** Guests, externals and others that a platform may name without Learner itself: they are students as well. */
const KIND_OF_LEARNER = 'http://purl.imsglobal.org/vocab/lis/v2/membership/learner#';
const INSTITUTION_ADMINISTRATOR = 'http://purl.imsglobal.org/vocab/lis/v2/institution/person#administrator';
const TEST_USER = 'http://purl.imsglobal.org/vocab/lti/system/person#testuser';
/** Of LIS v2 roles in an institution or in a system, and of LTI's own system roles. */
const OUTSIDE_OF_THE_COURSE = /\/(institution|system)\/person/;

/** What a launch says about the person, and what the district has said about people like them. */
export interface RolesClaimed {
  roles: readonly string[];
  /** Roles of the platform's own making, by their names. */
  customRoles: readonly string[];
  /** The person in the student information system. */
  sourcedId: string | undefined;
  /** Students whom a mentor cares for; undefined when the platform does not list them. */
  mentoredSubjects: readonly string[] | undefined;
}
export type Mapping = Pick<RoleMapping, 'matches' | 'value' | 'role'>;

export interface Standing {
  roles: Role[];
  /** Whether a coordinator may make them one. */
  isCandidate: boolean;
}

/** The roles in the course that a mapping can be about, in lower case. */
export function mappableRoles({ roles, customRoles }: RolesClaimed): string[] {
  return [...roles, ...customRoles]
    .map((role) => role.toLowerCase())
    .filter((role) => !OUTSIDE_OF_THE_COURSE.test(role));
}

/**
 * What a person is in Aimline by the roles of the launch. Only roles in the course count: roles in the institution are
 * about other courses, roles in the system about the people who run the LMS. An unknown role gives nothing.
 *
 * - A learner has no role, whatever else they are: a student never sees other students.
 * - The test user of an LMS has no role.
 * - What the district has mapped comes in place of what follows: the person's own mapping, else those of their roles.
 * - An administrator, also one of the institution, is a candidate: a coordinator once they are approved.
 * - A teaching assistant is an interventionist and no educator, although an LMS sends Instructor with it.
 * - A mentor is a caregiver of the students that the platform lists; without a list they have no role. An administrator who
 *   comes as one is no candidate: they come for their child.
 */
export function launchRoles(
  claimed: RolesClaimed,
  { mappings, isApproved }: { mappings: readonly Mapping[]; isApproved: boolean },
): Standing {
  const held = contextRoles(claimed.roles);
  if (isTestUser(claimed.roles) || held.has('learner')) return { roles: [], isCandidate: false };
  const mapped = mappedRoles(claimed, mappings);
  if (mapped) return { roles: mapped, isCandidate: false };

  const staff: Role[] = [];
  const isAdministrator =
    held.has('administrator') || claimed.roles.some((role) => role.toLowerCase() === INSTITUTION_ADMINISTRATOR);
  if (isAdministrator && isApproved) staff.push('coordinator');
  if (held.has('teachingassistant')) staff.push('interventionist');
  else if (held.has('instructor')) staff.push('educator');
  const isCaregiver = staff.length === 0 && held.has('mentor') && (claimed.mentoredSubjects?.length ?? 0) > 0;
  return { roles: isCaregiver ? ['caregiver'] : staff, isCandidate: isAdministrator && !isApproved && !isCaregiver };
}

/** What a member of a course is in the roster; null when they do not belong in it. Who is both is a student. */
export function rosterKind(roles: readonly string[]): 'student' | 'staff' | null {
  const held = contextRoles(roles);
  if (isTestUser(roles)) return null;
  if (held.has('learner')) return 'student';
  return held.has('administrator') || held.has('instructor') || held.has('teachingassistant') ? 'staff' : null;
}

/** Undefined when no mapping is about this person. */
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

function contextRoles(roles: readonly string[]): Set<ContextRole> {
  return new Set(
    roles
      .map((role) => role.toLowerCase())
      .flatMap((role) => (role.startsWith(KIND_OF_LEARNER) ? 'learner' : (CONTEXT_ROLES.get(role) ?? []))),
  );
}

function isTestUser(roles: readonly string[]): boolean {
  return roles.some((role) => role.toLowerCase() === TEST_USER);
}
