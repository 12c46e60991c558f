import type { Contract, Media, ParsedInput, ResultOf } from '@aimline/plugin-interventions-common/contract';
import type { Request } from 'express';
import type { Actor } from './actor';
import type { FieldProblem } from './errors';
import type { ActingUnitOfWork, Rule, Subject } from './rule';
import type { TenantId } from './tenantId';
import type { Tenants, UnitOfWork } from './unitOfWork';

/** A refusal of the database that takes a look to explain. */
interface Explanation<Input> {
  /** The constraints that may have refused. */
  readonly constraints: readonly string[];
  /** What is told instead, asked in a transaction of its own. */
  readonly look: (uow: ActingUnitOfWork, input: Input) => Promise<Error>;
}

/** An endpoint inside: one transaction, which is one tenant, one actor, one action. */
export interface InsideRoute {
  readonly kind: 'inside';
  readonly contract: Contract;
  readonly allow: Rule;
  /** What a person whom the rule refuses for what stands in the body reads at its fields. */
  readonly refused?: readonly FieldProblem[];
  readonly handle: (uow: ActingUnitOfWork, input: never) => Promise<unknown>;
  readonly explain?: Explanation<never>;
}

/** What a handler outside gets: nothing is open when it begins. */
export interface Outside {
  readonly actor: Actor;
  readonly subject: Subject;
  readonly now: Date;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** A transaction of the request: its tenant, actor, action and reason. */
  transact<T>(work: (uow: ActingUnitOfWork) => Promise<T>): Promise<T>;
  /**
   * The transaction whose result is the answer: with an `Idempotency-Key` its work is done once, and the answer kept in it.
   * What goes before must bear to be done again.
   */
  answer<T>(work: (uow: ActingUnitOfWork) => Promise<T>): Promise<T>;
}

/** An endpoint outside: for I/O before or after, and for what is streamed. */
export interface OutsideRoute {
  readonly kind: 'outside';
  readonly contract: Contract;
  readonly allow: Rule;
  readonly handle: (outside: Outside, input: never) => Promise<unknown>;
}

/** What a handler of a public endpoint gets. */
export interface Public<Proof> {
  /** What the request has proven. */
  readonly proof: Proof;
  readonly now: Date;
  /** The address that the request came from. */
  readonly address: string;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** A transaction without an actor, in a tenant that is proven. */
  transact<T>(tenantId: TenantId, work: (uow: UnitOfWork) => Promise<T>): Promise<T>;
  readonly tenants: Tenants;
}

/** An endpoint that asks for no actor: who holds its secret may. */
export interface PublicRoute {
  readonly kind: 'public';
  readonly contract: Contract;
  /** @throws Error such as NotFoundError or AuthenticationError when the request proves nothing. */
  readonly prove: (input: never, request: Request) => unknown;
  readonly handle: (open: Public<never>, input: never) => Promise<unknown>;
}

/** An endpoint as data: what it takes and gives, who may use it, and what it does. */
export type Route = InsideRoute | OutsideRoute | PublicRoute;

/** A route that asks who is there. */
export type ActorRoute = InsideRoute | OutsideRoute;

export function isActorRoute(route: Route): route is ActorRoute {
  return route.kind !== 'public';
}

/** No stream goes in or out of a transaction: it would last as long as the slowest reader. */
type WithoutStreams<C> = C extends { body: Media } | { result: Media } ? never : C;

/** Declares an endpoint of one transaction; the compiler holds the handler to the contract. */
export function route<C extends Contract>(
  contract: C & WithoutStreams<C>,
  rest: {
    allow: Rule;
    refused?: readonly FieldProblem[];
    handle: (uow: ActingUnitOfWork, input: ParsedInput<C>) => Promise<ResultOf<C>>;
    explain?: Explanation<ParsedInput<C>>;
  },
): InsideRoute {
  return { kind: 'inside', contract, ...rest };
}

/** Declares an endpoint whose handler opens its own transactions: for I/O before or after, and for streams. */
route.outside = function outside<C extends Contract>(
  contract: C,
  rest: { allow: Rule; handle: (outside: Outside, input: ParsedInput<C>) => Promise<ResultOf<C>> },
): OutsideRoute {
  return { kind: 'outside', contract, ...rest };
};

/** Declares an endpoint that asks for a secret in place of an actor. */
export function publicRoute<C extends Contract, Proof>(
  contract: C,
  rest: {
    prove: (input: ParsedInput<C>, request: Request) => Proof;
    handle: (open: Public<Proof>, input: ParsedInput<C>) => Promise<ResultOf<C>>;
  },
): PublicRoute {
  return { kind: 'public', contract, ...rest };
}
