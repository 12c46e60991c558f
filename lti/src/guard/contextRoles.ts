/** LIS v2 context roles that Aimline knows (LTI 1.3 core, appendix A.2). */
type ContextRole = 'administrator' | 'instructor' | 'teachingassistant' | 'learner' | 'mentor';

const CONTEXT_ROLES = new Map<string, ContextRole>(
  Object.entries({
    'http://purl.imsglobal.org/vocab/lis/v2/membership#administrator': 'administrator',
    'http://purl.imsglobal.org/vocab/lis/v2/membership#instructor': 'instructor',
    'http://purl.imsglobal.org/vocab/lis/v2/membership/instructor#teachingassistant': 'teachingassistant',
    'http://purl.imsglobal.org/vocab/lis/v2/membership#learner': 'learner',
    'http://purl.imsglobal.org/vocab/lis/v2/membership#mentor': 'mentor',
    // Only context roles may be sent by their short names.
    administrator: 'administrator',
    instructor: 'instructor',
    teachingassistant: 'teachingassistant',
    learner: 'learner',
    mentor: 'mentor',
  }),
);
/**
 * Sub-roles of Learner, such as guests, which a platform may send without Learner itself: they are students as well.
 */
const KIND_OF_LEARNER = 'http://purl.imsglobal.org/vocab/lis/v2/membership/learner#';
const TEST_USER = 'http://purl.imsglobal.org/vocab/lti/system/person#testuser';

/** The context roles among `roles`, which are compared without regard to case. */
export function contextRoles(roles: readonly string[]): Set<ContextRole> {
  return new Set(
    roles
      .map((role) => role.toLowerCase())
      .flatMap((role) => (role.startsWith(KIND_OF_LEARNER) ? 'learner' : (CONTEXT_ROLES.get(role) ?? []))),
  );
}

/** Whether the roles are those of the test user of an LMS. */
export function isTestUser(roles: readonly string[]): boolean {
  return roles.some((role) => role.toLowerCase() === TEST_USER);
}
