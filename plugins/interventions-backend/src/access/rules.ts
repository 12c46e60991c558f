import { STAFF_ROLES } from '@aimline/plugin-interventions-common/roles';
import type { Rule } from '@aimline/plugin-interventions-node';

/** Staff who lead or own the intervention of the subject (facts `facilitatorId` and `ownerId`). */
export const leadsIntervention: Rule = [
  {
    roles: STAFF_ROLES,
    scope: 'own_groups',
    reason({ actor, subject: { facilitatorId, ownerId } }) {
      if (facilitatorId === actor.personId) return 'facilitatorOfIntervention';
      return ownerId === actor.personId ? 'ownerOfIntervention' : null;
    },
  },
];

/**
 * Staff who teach a course with a participant of the intervention (fact `isVisible`); they see only these students there.
 */
export const teachesParticipant: Rule = [
  { roles: STAFF_ROLES, scope: 'course', reason: ({ subject }) => (subject.isVisible ? 'teacherOfParticipant' : null) },
];

/** Staff who would lead or own the intervention in the body. */
export const setsUpOwn: Rule = [
  {
    roles: STAFF_ROLES,
    scope: 'own_groups',
    reason({ actor, body }) {
      const { facilitatorId, ownerId } = (body ?? {}) as { facilitatorId?: string; ownerId?: string };
      if (facilitatorId === actor.personId) return 'facilitatorOfIntervention';
      return ownerId === actor.personId ? 'ownerOfIntervention' : null;
    },
  },
];

/** Caregivers of the student. */
export const caregiverOfStudent: Rule = [
  {
    roles: ['caregiver'],
    scope: 'own_children',
    reason: ({ actor, subject }) =>
      actor.studentIds.includes(String(subject.studentId)) ? 'caregiverOfStudent' : null,
  },
];

/** Staff who teach a course of the student (fact `isInReach`). */
export const teachesStudent: Rule = [
  { roles: STAFF_ROLES, scope: 'course', reason: ({ subject }) => (subject.isInReach ? 'teacherOfStudent' : null) },
];
