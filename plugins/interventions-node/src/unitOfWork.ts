import type { EmittedEvent } from '@aimline/plugin-interventions-common/event';
import type { Job } from './job';
import type { TenantId } from './tenantId';

/** A transaction, for one tenant, one actor and one action. */
export interface UnitOfWork {
  readonly tenantId: TenantId;
  /** The instant at which the request arrived. */
  readonly now: Date;
  /**
   * Runs one statement and returns its rows. `:name` is replaced by a value of `bindings`. `:tenantId` is always bound, and
   * every statement on tables of tenants must use it. Dates are returned as `2026-09-14`, instants as ISO 8601 in UTC (both
   * strings, as in the API), bigint as number.
   */
  rows<Row>(sql: string, bindings?: Record<string, unknown>): Promise<Row[]>;
  /**
   * Emits events: stored at the end of the transaction in one statement, delivered after the commit. Streams are locked in
   * the order of their keys, not of emission, so transactions that share streams do not deadlock. Events of one stream keep
   * the order of emission.
   */
  emit(...events: readonly EmittedEvent[]): void;
  /**
   * Enqueues a job with the transaction, unless one with the same key waits already: it runs at least once after the
   * commit, and not at all after a rollback.
   */
  enqueue<Data extends object>(job: Pick<Job<Data>, 'name' | 'key'>, data: Data): void;
  /** Delivers waiting events right after the commit; `emit` implies it. */
  wakeRelay(): void;
}

/** The context of a transaction; written to every audit record that it leaves. */
export interface TransactionOptions {
  tenantId: TenantId;
  /** The person or program that acts; null for the system itself. */
  actorId: string | null;
  /** The action: dotted lower-case words, such as `lti.launch`. */
  action: string;
  /** Why the action is allowed, for the audit trail, such as the run of a rule or a secret in a link. */
  reason?: string;
}

export interface Tenants {
  /** Commits when `work` resolves, rolls back when it throws. Retries deadlocks, so `work` must be safe to repeat. */
  transact<T>(options: TransactionOptions, work: (uow: UnitOfWork) => Promise<T>): Promise<T>;
}
