import type { Contract, Media, ParsedInput, ResultOf } from '@aimline/plugin-interventions-common/contract';
import type { Request } from 'express';
import type { Actor } from './actor';
import type { FieldProblem } from './errors';
import type { ActingUnitOfWork, Rule, Subject } from './rule';
import type { TenantId } from './tenantId';
import type { Tenants, UnitOfWork } from './unitOfWork';

/** Turns a violated constraint into a detailed error, by reading the data again. */
interface Explanation<Input> {
  /** Names of the constraints that this explains. */
  readonly constraints: readonly string[];
  /** Returns the error to respond with; runs in a new transaction, after the first was rolled back. */
  readonly findError: (uow: ActingUnitOfWork, input: Input) => Promise<Error>;
}

/** An endpoint whose handler runs inside one transaction: one tenant, one actor, one action. */
export interface InsideRoute {
  readonly kind: 'inside';
  readonly contract: Contract;
  readonly allow: Rule;
  /** The messages for fields of the body whose values can make the rule deny a request. */
  readonly refused?: readonly FieldProblem[];
  readonly handle: (uow: ActingUnitOfWork, input: never) => Promise<unknown>;
  readonly explain?: Explanation<never>;
}

/** The tools of a handler that opens its own transactions. */
export interface Outside {
  readonly actor: Actor;
  readonly subject: Subject;
  readonly now: Date;
  /** Aborted when the client has disconnected. */
  readonly signal: AbortSignal;
  /** Runs a transaction with the tenant, actor, action and reason of the request. */
  transact<T>(work: (uow: ActingUnitOfWork) => Promise<T>): Promise<T>;
  /**
   * Runs the transaction whose result is the response. With an `Idempotency-Key` it runs once, and stores the response with
   * its work; whatever the handler does before may run again.
   */
  answer<T>(work: (uow: ActingUnitOfWork) => Promise<T>): Promise<T>;
}

/** An endpoint whose handler opens its own transactions: for I/O before or after them, and for streams. */
export interface OutsideRoute {
  readonly kind: 'outside';
  readonly contract: Contract;
  readonly allow: Rule;
  readonly handle: (outside: Outside, input: never) => Promise<unknown>;
}

/** The tools of a handler of a public endpoint. */
export interface Public<Proof> {
  /** The result of `prove`: what the secret in the request has proven. */
  readonly proof: Proof;
  readonly now: Date;
  /** The IP address of the client. */
  readonly address: string;
  /** Aborted when the client has disconnected. */
  readonly signal: AbortSignal;
  /** Runs a transaction without an actor, in a proven tenant. */
  transact<T>(tenantId: TenantId, work: (uow: UnitOfWork) => Promise<T>): Promise<T>;
  readonly tenants: Tenants;
}

/** An endpoint without an actor: the secret in the request authorises it. */
export interface PublicRoute {
  readonly kind: 'public';
  readonly contract: Contract;
  /** @throws Error such as NotFoundError or AuthenticationError when the secret is missing or wrong. */
  readonly prove: (input: never, request: Request) => unknown;
  readonly handle: (open: Public<never>, input: never) => Promise<unknown>;
}

/** An endpoint as data: its contract, who may use it, and its handler. */
export type Route = InsideRoute | OutsideRoute | PublicRoute;

/** A route that requires an actor. */
export type ActorRoute = InsideRoute | OutsideRoute;

export function isActorRoute(route: Route): route is ActorRoute {
  return route.kind !== 'public';
}

/** Excludes streams from transactions: a transaction would stay open as long as the slowest client. */
type WithoutStreams<C> = C extends { body: Media } | { result: Media } ? never : C;

/** Declares an endpoint that runs in one transaction; the compiler checks the handler against the contract. */
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

/** Declares an endpoint whose handler opens its own transactions: for I/O before or after them, and for streams. */
route.outside = function outside<C extends Contract>(
  contract: C,
  rest: { allow: Rule; handle: (outside: Outside, input: ParsedInput<C>) => Promise<ResultOf<C>> },
): OutsideRoute {
  return { kind: 'outside', contract, ...rest };
};

/** Declares an endpoint that is authorised by a secret in place of an actor. */
export function publicRoute<C extends Contract, Proof>(
  contract: C,
  rest: {
    prove: (input: ParsedInput<C>, request: Request) => Proof;
    handle: (open: Public<Proof>, input: ParsedInput<C>) => Promise<ResultOf<C>>;
  },
): PublicRoute {
  return { kind: 'public', contract, ...rest };
}
