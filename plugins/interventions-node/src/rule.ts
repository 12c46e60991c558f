import { type ActorRole, STAFF_ROLES } from '@aimline/plugin-interventions-common/roles';
import type { Actor } from './actor';
import type { UnitOfWork } from './unitOfWork';

/**
 * What the ids in the path of a request name: the ids, and what their sources told of them.
 *
 * @see SubjectSource
 */
export type Subject = Readonly<Record<string, string | boolean | null | undefined>>;

/** Who asks for what. */
export interface Asking {
  readonly actor: Actor;
  readonly action: string;
  readonly subject: Subject;
  /** As the contract has parsed it; undefined while it is only asked what somebody may do. */
  readonly body?: unknown;
}

/** How far a permission reaches. */
export type Scope =
  /** A caregiver's children. */
  | 'own_children'
  /** Interventions that one leads or owns. */
  | 'own_groups'
  /** What concerns the students of the course that one came from. */
  | 'course'
  | 'school'
  | 'district';

/** One line of the table of capabilities: these roles may, so far, for this reason. */
export interface Grant {
  readonly roles: readonly ActorRole[];
  readonly scope: Scope;
  /** Why this one may, which is audited; null when the grant does not reach so far. */
  readonly reason: (asking: Asking) => string | null;
}

/** Who may, and why: the first grant that gives a reason counts. An empty rule allows nobody. */
export type Rule = readonly Grant[];

/** The reason that a rule gives; null when nobody with the actor's roles may. */
export function reasonOf(rule: Rule, asking: Asking): string | null {
  for (const { roles, reason } of rule) {
    if (!asking.actor.roles.some((role) => roles.includes(role))) continue;
    const given = reason(asking);
    if (given !== null) return given;
  }
  return null;
}

/** All grants of some rules, in the order written. */
export function anyOf(...rules: readonly Rule[]): Rule {
  return rules.flat();
}

export const coordinator: Rule = [{ roles: ['coordinator'], scope: 'district', reason: () => 'coordinator' }];

/** Everybody who works for the school; lists hold what each of them sees. */
export const staff: Rule = [
  { roles: ['coordinator'], scope: 'district', reason: () => 'staff' },
  { roles: STAFF_ROLES, scope: 'course', reason: () => 'staff' },
];

export const caregiver: Rule = [{ roles: ['caregiver'], scope: 'own_children', reason: () => 'caregiver' }];

/** A program of the district whose scopes name the action. */
export const integration: Rule = [
  {
    roles: ['integration'],
    scope: 'district',
    reason: ({ actor, action }) => (actor.scopes?.includes(action) ? 'integration' : null),
  },
];

/** Staff whom the district has given a school, for what is at it: the subject tells `schoolId`. */
export const atSchool: Rule = [
  {
    roles: STAFF_ROLES,
    scope: 'school',
    reason: ({ actor, subject }) =>
      typeof subject.schoolId === 'string' && actor.schoolIds?.includes(subject.schoolId) ? 'staffOfSchool' : null,
  },
];

/** The unit of work of a request: also who is asking, and about what. */
export interface ActingUnitOfWork extends UnitOfWork {
  readonly actor: Actor;
  readonly subject: Subject;
  /**
   * Whether the actor may do something else, by the rule of its route: what a page may offer. About the subject of the
   * request unless another is given.
   */
  may(action: string, subject?: Subject): boolean;
}
