import type { ActorRole } from '@aimline/plugin-interventions-common/roles';
import type { Request } from 'express';
import type { TenantId } from './tenantId';

/** Who is asking, proven. */
export interface Actor {
  readonly tenantId: TenantId;
  /** A staff member's id; for a caregiver, a contact's; for a program, an API client's. */
  readonly personId: string;
  readonly roles: readonly ActorRole[];
  /** The course the person came from. */
  readonly courseId: string | null;
  /** A caregiver's children; empty for everybody else. */
  readonly studentIds: readonly string[];
  /** The schools that a staff member works for, where the district says so. */
  readonly schoolIds?: readonly string[];
  /** Of a program: the actions that it may do. */
  readonly scopes?: readonly string[];
}

export interface ActorResolver {
  /**
   * Who sent the request; null when it carries no credential of this resolver's kind.
   *
   * @throws AuthenticationError when it carries one that is unknown, expired or revoked.
   */
  resolve(request: Request): Promise<Actor | null>;
}
