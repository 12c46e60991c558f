/**
 * - `coordinator`: runs the district's interventions.
 * - `educator`: teaches the course of the launch; sees its students.
 * - `interventionist`: leads interventions; sees those they lead or own, and the students of the course of the launch.
 * - `caregiver`: sees how their own children are doing, and nothing else.
 */
export const ROLES = ['coordinator', 'educator', 'interventionist', 'caregiver'] as const;
export type Role = (typeof ROLES)[number];

/** The roles of people who work for the district. A role that is not listed here sees no students. */
export const STAFF_ROLES = ['coordinator', 'educator', 'interventionist'] as const satisfies readonly Role[];

/** `integration` is an API client; its scopes list the actions that it may call. */
export type ActorRole = Role | 'integration';
