import type { Request } from 'express';
import type { TenantId } from './tenantId';

/**
 * - `coordinator`: runs the district's interventions.
 * - `educator`: teaches the course the launch came from; sees that course's students.
 * - `interventionist`: leads interventions; sees those assigned, and that course's students.
 * - `caregiver`: sees the children listed, and nothing else.
 */
export const ROLES = ['coordinator', 'educator', 'interventionist', 'caregiver'] as const;
export type Role = (typeof ROLES)[number];

/** Who is asking, proven. */
export interface Actor {
  readonly tenantId: TenantId;
  /** A staff member's or, for a caregiver, a contact's id. */
  readonly personId: string;
  readonly roles: readonly Role[];
  /** The course the person came from. */
  readonly courseId: string | null;
  /** A caregiver's children; empty for everybody else. */
  readonly studentIds: readonly string[];
}

export interface ActorResolver {
  /**
   * Who sent the request; null when it carries no credential of this resolver's kind.
   *
   * @throws AuthenticationError when it carries one that is unknown, expired or revoked.
   */
  resolve(request: Request): Promise<Actor | null>;
}
