import type { EventData, EventType } from '@aimline/plugin-interventions-common/events';
import type { TenantId } from './tenantId';

/** One transaction, which is one tenant, one actor, one action. */
export interface UnitOfWork {
  readonly tenantId: TenantId;
  /** The instant at which the request arrived. */
  readonly now: Date;
  /**
   * Runs one statement. `:name` stands for a value of `bindings`; `:tenantId` is always bound, and every statement over
   * a tenant's tables names it. Dates come back as `2026-09-14`, instants as ISO 8601 in UTC (both strings, as the API
   * writes them), bigint as number.
   */
  rows<Row>(sql: string, bindings?: Record<string, unknown>): Promise<Row[]>;
  /** Announces a change: the event is stored with the transaction and delivered after its commit. */
  emit<T extends EventType>(type: T, data: EventData<T>): Promise<void>;
  /** Has events that wait delivered at once after the commit; `emit` does so by itself. */
  wakeRelay(): void;
}

/** On whose behalf a transaction runs; both are written to every audit record it leaves. */
export interface TransactionOptions {
  tenantId: TenantId;
  /** Null for the system itself. */
  actorId: string | null;
  /** Dotted lower-case words, such as `lti.launch`. */
  action: string;
}

export interface Tenants {
  /** Commits when `work` resolves, rolls back when it throws. Deadlocks are tried again: `work` must be repeatable. */
  transact<T>(options: TransactionOptions, work: (uow: UnitOfWork) => Promise<T>): Promise<T>;
}
