import { contextRoles, isTestUser } from '../../launch/guard/contextRoles';

/** What a member of a course is in the roster; null when they do not belong in it. Who is both is a student. */
export function rosterKind(roles: readonly string[]): 'student' | 'staff' | null {
  const held = contextRoles(roles);
  if (isTestUser(roles)) return null;
  if (held.has('learner')) return 'student';
  return held.has('administrator') || held.has('instructor') || held.has('teachingassistant') ? 'staff' : null;
}
