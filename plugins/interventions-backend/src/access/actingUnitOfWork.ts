import type { Actor, UnitOfWork } from '@aimline/plugin-interventions-node';

/** The unit of work of a request: also who is asking. */
export interface ActingUnitOfWork extends UnitOfWork {
  readonly actor: Actor;
}
