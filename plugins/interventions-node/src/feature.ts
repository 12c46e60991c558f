import type { EventDefinition } from '@aimline/plugin-interventions-common/event';
import type { ActorResolver } from './actor';
import type { EventSink } from './eventSink';
import type { Job } from './job';
import type { Route } from './route';
import type { SubjectSources } from './subject';
import type { TenantId } from './tenantId';
import type { Tenants, UnitOfWork } from './unitOfWork';

/** Removes what a tenant keeps for a time only; runs every night, and must bear to be broken off. */
export type Purge = (tenants: Tenants, tenantId: TenantId) => Promise<unknown>;

/**
 * What a person reads when the database refuses by a constraint, which is a contract by its name; `retry` for one that
 * fails in passing, so that the transaction is tried again.
 */
export type Constraints = Readonly<Record<string, (() => Error) | 'retry'>>;

/** All that a feature of the service is; the frame reads it, and names no feature. */
export interface Feature {
  readonly name: string;
  /** A folder that holds `migrations` (Knex) and `sql` (routines and triggers), either of them or both. */
  readonly schema?: string;
  readonly routes?: readonly Route[];
  readonly subjects?: SubjectSources;
  readonly constraints?: Constraints;
  readonly events?: readonly EventDefinition[];
  readonly jobs?: readonly Job<never>[];
  readonly purges?: readonly Purge[];
  /** Asked in the order of the features; without any, every request is anonymous. */
  readonly actorResolvers?: readonly ActorResolver[];
  readonly eventSinks?: readonly EventSink[];
  /** The subscribers that a tenant has added itself, asked for at each turn of the relay. */
  readonly findEventSinks?: (uow: UnitOfWork) => Promise<readonly EventSink[]>;
}

export function feature(value: Feature): Feature {
  return value;
}
