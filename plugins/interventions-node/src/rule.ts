import { type ActorRole, STAFF_ROLES } from '@aimline/plugin-interventions-common/roles';
import type { Actor } from './actor';
import type { UnitOfWork } from './unitOfWork';

/**
 * What a request is about: the ids in its path, and the facts that their sources found.
 *
 * @see SubjectSource
 */
export type Subject = Readonly<Record<string, string | boolean | null | undefined>>;

/** A request as an access rule sees it. */
export interface AccessRequest {
  readonly actor: Actor;
  readonly action: string;
  readonly subject: Subject;
  /** The parsed body; undefined when only the allowed actions are listed. */
  readonly body?: unknown;
}

/** Whose data a permission covers. */
export type Scope =
  /** A caregiver's children. */
  | 'own_children'
  /** Interventions that the actor leads or owns. */
  | 'own_groups'
  /** Data about students of the course that the actor launched from. */
  | 'course'
  | 'school'
  | 'district';

/** One line of the permission table: which roles, within which scope, for which reason. */
export interface Grant {
  readonly roles: readonly ActorRole[];
  readonly scope: Scope;
  /** The reason that is audited; null when the grant does not apply to the request. */
  readonly reason: (request: AccessRequest) => string | null;
}

/** Who may, and why: the first grant that returns a reason counts. An empty rule denies everything. */
export type Rule = readonly Grant[];

/** The reason of the first grant that applies to the actor; null when the rule denies the request. */
export function reasonOf(rule: Rule, request: AccessRequest): string | null {
  for (const { roles, reason } of rule) {
    if (!request.actor.roles.some((role) => roles.includes(role))) continue;
    const given = reason(request);
    if (given !== null) return given;
  }
  return null;
}

/** Combines rules: all their grants, in this order. */
export function anyOf(...rules: readonly Rule[]): Rule {
  return rules.flat();
}

export const coordinator: Rule = [{ roles: ['coordinator'], scope: 'district', reason: () => 'coordinator' }];

/** All staff; each list contains only what the actor may see. */
export const staff: Rule = [
  { roles: ['coordinator'], scope: 'district', reason: () => 'staff' },
  { roles: STAFF_ROLES, scope: 'course', reason: () => 'staff' },
];

export const caregiver: Rule = [{ roles: ['caregiver'], scope: 'own_children', reason: () => 'caregiver' }];

/** An API client whose scopes include the action. */
export const integration: Rule = [
  {
    roles: ['integration'],
    scope: 'district',
    reason: ({ actor, action }) => (actor.scopes?.includes(action) ? 'integration' : null),
  },
];

/** Staff who are assigned to the school of the subject (fact `schoolId`). */
export const atSchool: Rule = [
  {
    roles: STAFF_ROLES,
    scope: 'school',
    reason: ({ actor, subject }) =>
      typeof subject.schoolId === 'string' && actor.schoolIds?.includes(subject.schoolId) ? 'staffOfSchool' : null,
  },
];

/** The unit of work of a request, with its actor and subject. */
export interface ActingUnitOfWork extends UnitOfWork {
  readonly actor: Actor;
  readonly subject: Subject;
  /**
   * Whether the actor may call another action, by the rule of its route, so that a page offers only what is allowed. About
   * the subject of the request unless another is given.
   */
  may(action: string, subject?: Subject): boolean;
}
