import type { ActorRole } from '@aimline/plugin-interventions-common/roles';
import type { Request } from 'express';
import type { TenantId } from './tenantId';

/** The authenticated sender of a request. */
export interface Actor {
  readonly tenantId: TenantId;
  /** The id of a staff member, of a contact for a caregiver, or of an API client for a program. */
  readonly personId: string;
  readonly roles: readonly ActorRole[];
  /** The course of the launch; null without one. */
  readonly courseId: string | null;
  /** A caregiver's children; empty for all other roles. */
  readonly studentIds: readonly string[];
  /** The schools of a staff member, where the district assigns them. */
  readonly schoolIds?: readonly string[];
  /** The actions that an API client may call; undefined for people. */
  readonly scopes?: readonly string[];
}

export interface ActorResolver {
  /**
   * Authenticates a request; null when it carries no credential of this resolver's kind.
   *
   * @throws AuthenticationError when the credential is unknown, expired or revoked
   */
  resolve(request: Request): Promise<Actor | null>;
}
