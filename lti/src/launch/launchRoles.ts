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
const TEST_USER = 'http://purl.imsglobal.org/vocab/lti/system/person#testuser';

/**
 * What a person may be in Aimline by the roles of the launch. Only roles in the course count: roles in the institution
 * are about other courses, roles in the system about the people who run the LMS. An unknown role gives nothing.
 *
 * - A learner has no role, whatever else they are: a student never sees other students.
 * - A teaching assistant is an interventionist and no educator, although an LMS sends Instructor with it.
 * - A mentor is a caregiver of the students that the platform lists; without a list they have no role.
 * - The test user of an LMS has no role.
 */
export function launchRoles(roles: readonly string[], mentoredSubjects: readonly string[] | undefined): Role[] {
  const held = contextRoles(roles);
  if (isTestUser(roles) || held.has('learner')) return [];
  const staff: Role[] = [];
  if (held.has('administrator')) staff.push('coordinator');
  if (held.has('teachingassistant')) staff.push('interventionist');
  else if (held.has('instructor')) staff.push('educator');
  if (staff.length > 0) return staff;
  return held.has('mentor') && (mentoredSubjects?.length ?? 0) > 0 ? ['caregiver'] : [];
}

/** What a member of a course is in the roster; null when they do not belong in it. Who is both is a student. */
export function rosterKind(roles: readonly string[]): 'student' | 'staff' | null {
  const held = contextRoles(roles);
  if (isTestUser(roles)) return null;
  if (held.has('learner')) return 'student';
  return held.has('administrator') || held.has('instructor') || held.has('teachingassistant') ? 'staff' : null;
}

function contextRoles(roles: readonly string[]): Set<ContextRole> {
  return new Set(roles.flatMap((role) => CONTEXT_ROLES.get(role.toLowerCase()) ?? []));
}

function isTestUser(roles: readonly string[]): boolean {
  return roles.some((role) => role.toLowerCase() === TEST_USER);
}
