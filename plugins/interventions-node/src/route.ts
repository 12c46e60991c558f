import type { Contract, ParsedInput, ResultOf } from '@aimline/plugin-interventions-common/contract';
import type { Conflict } from '@aimline/plugin-interventions-common/problem';
import type { ActingUnitOfWork, Rule } from './rule';

/** An endpoint as data: what it takes and gives, who may use it, and what it does. */
export interface Route {
  readonly contract: Contract;
  readonly allow: Rule;
  readonly handle: (uow: ActingUnitOfWork, input: never) => Promise<unknown>;
  /** What is in the way, asked in a transaction of its own when the database has refused a double booking. */
  readonly findConflicts?: (uow: ActingUnitOfWork, input: never) => Promise<Conflict[]>;
}

/** Declares an endpoint; the compiler holds the handler to the contract. */
export function route<C extends Contract>(
  contract: C,
  rest: {
    allow: Rule;
    handle: (uow: ActingUnitOfWork, input: ParsedInput<C>) => Promise<ResultOf<C>>;
    findConflicts?: (uow: ActingUnitOfWork, input: ParsedInput<C>) => Promise<Conflict[]>;
  },
): Route {
  return { contract, ...rest };
}
