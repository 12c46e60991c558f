import type { Actor } from './actor';
import type { UnitOfWork } from './unitOfWork';

/** The unit of work of a request: also who is asking. */
export interface ActingUnitOfWork extends UnitOfWork {
  readonly actor: Actor;
}

/** Ids in the path of the request. */
export type Subject = Readonly<Record<string, string>>;

/**
 * Who may, and why: returns the reason, which is audited, or null when this rule gives none.
 *
 * @throws NotFoundError when the subject does not exist in the actor's tenant.
 */
export type Rule = (uow: ActingUnitOfWork, subject: Subject) => Promise<string | null>;

export const coordinator: Rule = async ({ actor }) => (actor.roles.includes('coordinator') ? 'coordinator' : null);

export const integration: Rule = async ({ actor }) => (actor.roles.includes('integration') ? 'integration' : null);
