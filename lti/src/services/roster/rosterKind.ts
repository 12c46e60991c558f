import { contextRoles, isTestUser } from '../../guard/contextRoles';

/**
 * The kind of a course member in the roster; null for members that the roster does not contain. A student who is also
 * staff is a student.
 */
export function rosterKind(roles: readonly string[]): 'student' | 'staff' | null {
  const held = contextRoles(roles);
  if (isTestUser(roles)) return null;
  if (held.has('learner')) return 'student';
  return held.has('administrator') || held.has('instructor') || held.has('teachingassistant') ? 'staff' : null;
}
