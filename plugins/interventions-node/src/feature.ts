import type { EventDefinition } from '@aimline/plugin-interventions-common/event';
import type { ActorResolver } from './actor';
import type { EventSink } from './eventSink';
import type { Job } from './job';
import type { Route } from './route';
import type { SubjectSources } from './subject';
import type { TenantId } from './tenantId';
import type { Tenants, UnitOfWork } from './unitOfWork';

/** Removes a tenant's expired data. Runs every night; may be interrupted anywhere and must be safe to repeat. */
export type Purge = (tenants: Tenants, tenantId: TenantId) => Promise<unknown>;

/**
 * Errors by the name of the violated database constraint; `retry` when the violation is transient, so the transaction is
 * repeated. Constraint names are part of the contract and never reused.
 */
export type Constraints = Readonly<Record<string, (() => Error) | 'retry'>>;

/** Everything that a feature adds to the service. The service reads these values and refers to no feature by name. */
export interface Feature {
  readonly name: string;
  /** A folder with `migrations` (Knex), `sql` (routines and triggers), or both. */
  readonly schema?: string;
  readonly routes?: readonly Route[];
  readonly subjects?: SubjectSources;
  readonly constraints?: Constraints;
  readonly events?: readonly EventDefinition[];
  readonly jobs?: readonly Job<never>[];
  readonly purges?: readonly Purge[];
  /** Authenticate a request; tried in the order of the features, until one returns an actor. */
  readonly actorResolvers?: readonly ActorResolver[];
  readonly eventSinks?: readonly EventSink[];
  /** Finds the subscribers that a tenant has added itself; called in each pass of the relay. */
  readonly findEventSinks?: (uow: UnitOfWork) => Promise<readonly EventSink[]>;
}

export function feature(value: Feature): Feature {
  return value;
}
