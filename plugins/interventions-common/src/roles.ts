/**
 * - `coordinator`: runs the district's interventions.
 * - `educator`: teaches the course the launch came from; sees that course's students.
 * - `interventionist`: leads interventions; sees those assigned, and that course's students.
 * - `caregiver`: sees the children listed, and nothing else.
 */
export const ROLES = ['coordinator', 'educator', 'interventionist', 'caregiver'] as const;
export type Role = (typeof ROLES)[number];

/** `integration` is a program of the district: it reads events, and nothing else. */
export type ActorRole = Role | 'integration';
