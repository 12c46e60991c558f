import type { EmittedEvent } from '@aimline/plugin-interventions-common/event';
import type { Job } from './job';
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
  /**
   * Announces changes: the events are stored at the end of the transaction, all in one statement, and delivered after the
   * commit. Streams are locked in the order of their keys, whichever was emitted first: two transactions that tell the
   * same streams do not deadlock. Events of one stream keep the order in which they were emitted.
   */
  emit(...events: readonly EmittedEvent[]): void;
  /**
   * Has a job done after the commit, at least once; nothing when the transaction is rolled back. When one with its key
   * waits already, that one is enough.
   */
  enqueue<Data extends object>(job: Pick<Job<Data>, 'name' | 'key'>, data: Data): void;
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
  /** Why it may, for the audit trail: the run of a rule, a secret in a link. */
  reason?: string;
}

export interface Tenants {
  /** Commits when `work` resolves, rolls back when it throws. Deadlocks are tried again: `work` must be repeatable. */
  transact<T>(options: TransactionOptions, work: (uow: UnitOfWork) => Promise<T>): Promise<T>;
}
