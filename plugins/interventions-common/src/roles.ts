/**
 * - `coordinator`: runs the district's interventions.
 * - `educator`: teaches the course the launch came from; sees that course's students.
 * - `interventionist`: leads interventions; sees those assigned, and that course's students.
 * - `caregiver`: sees the children listed, and nothing else.
 */
export const ROLES = ['coordinator', 'educator', 'interventionist', 'caregiver'] as const;
export type Role = (typeof ROLES)[number];

/** Who works for the school. A role that is not listed here sees no students. */
export const STAFF_ROLES = ['coordinator', 'educator', 'interventionist'] as const satisfies readonly Role[];

/** `integration` is a program of the district: it may do what its scopes say. */
export type ActorRole = Role | 'integration';
