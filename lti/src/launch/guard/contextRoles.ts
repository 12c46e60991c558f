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
const TEST_USER = 'http://purl.imsglobal.org/vocab/lti/system/person#testuser';

/** Those that Aimline knows of roles as they are written; upper and lower case are the same. */
export function contextRoles(roles: readonly string[]): Set<ContextRole> {
  return new Set(
    roles
      .map((role) => role.toLowerCase())
      .flatMap((role) => (role.startsWith(KIND_OF_LEARNER) ? 'learner' : (CONTEXT_ROLES.get(role) ?? []))),
  );
}

/** Whether an LMS made the person up to try something. */
export function isTestUser(roles: readonly string[]): boolean {
  return roles.some((role) => role.toLowerCase() === TEST_USER);
}
