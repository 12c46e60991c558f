import { STAFF_ROLES } from '@aimline/plugin-interventions-common/roles';
import type { Rule } from '@aimline/plugin-interventions-node';

/** Leads or owns the intervention that the subject is or belongs to: it tells `facilitatorId` and `ownerId`. */
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
 * Teaches a course of which a student takes part in the intervention; sees these students there, and no other. The subject
 * tells `isVisible`.
 */
export const teachesParticipant: Rule = [
  { roles: STAFF_ROLES, scope: 'course', reason: ({ subject }) => (subject.isVisible ? 'teacherOfParticipant' : null) },
];

/** Would lead or own the intervention that the body describes. */
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

export const caregiverOfStudent: Rule = [
  {
    roles: ['caregiver'],
    scope: 'own_children',
    reason: ({ actor, subject }) =>
      actor.studentIds.includes(String(subject.studentId)) ? 'caregiverOfStudent' : null,
  },
];

/** Teaches a course of the student: the subject tells `isInReach`. */
export const teachesStudent: Rule = [
  { roles: STAFF_ROLES, scope: 'course', reason: ({ subject }) => (subject.isInReach ? 'teacherOfStudent' : null) },
];
