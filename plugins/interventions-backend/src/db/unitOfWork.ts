import type { EmittedEvent } from '@aimline/plugin-interventions-common/event';
import type { Constraints, TransactionOptions, Tenants, UnitOfWork } from '@aimline/plugin-interventions-node';
import { type Knex, KnexTimeoutError } from 'knex';
import { type ClientBase, DatabaseError, escapeLiteral } from 'pg';
import { setTimeout } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { DatabaseLostError } from './DatabaseLostError';
import { pgTypes } from './pgTypes';
import { bind } from './statement';

/** A unit of work that can say why its action is allowed, for the audit trail. */
export interface ReasonedUnitOfWork extends UnitOfWork {
  because(reason: string): void;
}

export interface TenantTransactions extends Tenants {
  transact<T>(options: TransactionOptions, work: (uow: ReasonedUnitOfWork) => Promise<T>): Promise<T>;
}

const MAX_ATTEMPTS = 5;
const DEADLOCK_OR_SERIALIZATION = new Set(['40P01', '40001']);

/**
 * Opens every transaction with its tenant, actor and action, in one query that leaves together with the first statement
 * (measured: twice the throughput of a transaction object with `set_config`). This is the only place that names a tenant
 * to the database.
 *
 * A connection that breaks is a DatabaseLostError, whatever the driver says.
 *
 * `acquireConnection`, `releaseConnection` and `__knex__disposed` are Knex's inner names, used nowhere else.
 */
export function createTenantTransactions(options: {
  knex: Knex;
  now: () => Date;
  /** The names of the sinks that get every event, asked for at each. */
  sinks?: () => readonly string[];
  /** What the features say of their constraints: which fail in passing. */
  constraints?: Constraints;
  /** Called after the commit of a transaction that emitted events, or wants those that wait delivered. */
  onEmitted?: (options: TransactionOptions) => void;
  /** Called after the commit of a transaction that enqueued jobs. */
  onEnqueued?: (options: TransactionOptions) => void;
}): TenantTransactions {
  const { knex, now, sinks = () => [], constraints = {}, onEmitted, onEnqueued } = options;
  return {
    async transact(who, work) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await once(who, work);
        } catch (error) {
          if (attempt === MAX_ATTEMPTS || !isPassing(error as { code?: string; constraint?: string }, constraints))
            throw error;
          await setTimeout(10 + Math.random() * 90);
        }
      }
    },
  };

  async function once<T>(who: TransactionOptions, work: (uow: ReasonedUnitOfWork) => Promise<T>): Promise<T> {
    const connection = await connect();
    // Sent at once, awaited with the commit: when one fails, so does everything after it.
    const sent: Promise<unknown>[] = [];
    const send = (query: string | { text: string; values: unknown[] }) => {
      const answer = connection.query(query as string);
      answer.catch(() => {});
      sent.push(answer);
      return answer;
    };
    const events: EmittedEvent[] = [];
    const jobs: EnqueuedJob[] = [];
    let wakesRelay = false;
    let isCommitting = false;
    const uow: ReasonedUnitOfWork = {
      tenantId: who.tenantId,
      now: now(),
      async rows<Row>(sql: string, bindings: Record<string, unknown> = {}) {
        const result = await connection.query({
          ...bind(sql, { ...bindings, tenantId: who.tenantId }),
          types: pgTypes,
        });
        return result.rows as Row[];
      },
      emit: (...emitted) => void events.push(...emitted),
      enqueue({ name, key }, data) {
        jobs.push({ jobId: uuidv7(), name, singletonKey: key?.(data) ?? '', data });
      },
      wakeRelay() {
        wakesRelay = true;
      },
      because(reason) {
        send(`set local app.reason = ${escapeLiteral(reason)}`);
      },
    };
    try {
      send(opening(who));
      const result = await work(uow);
      const { tenantId } = who;
      if (events.length > 0)
        send(bind(EMIT_EVENTS, { tenantId, events: storedEvents(events, uow.now), sinks: sinks() }));
      if (jobs.length > 0) send(bind(ENQUEUE, { tenantId, jobs: JSON.stringify(jobs), now: uow.now }));
      isCommitting = true;
      const commit = send('commit');
      await Promise.all(sent);
      // The commit of a failed transaction succeeds, and says that it was a rollback.
      const { command } = await commit;
      if (command !== 'COMMIT') throw new Error('The transaction was rolled back although its work did not fail.');
      if (wakesRelay || events.length > 0) onEmitted?.(who);
      if (jobs.length > 0) onEnqueued?.(who);
      return result;
    } catch (error) {
      await connection.query('rollback').catch((broken: unknown) => {
        connection.__knex__disposed = broken;
        throw new DatabaseLostError({ isCommitting, cause: error });
      });
      throw error;
    } finally {
      await knex.client.releaseConnection(connection);
    }
  }

  /** What the server itself says, and that the pool is used up, is told as it is. */
  async function connect(): Promise<PooledConnection> {
    try {
      return await knex.client.acquireConnection();
    } catch (cause) {
      if (cause instanceof DatabaseError || cause instanceof KnexTimeoutError) throw cause;
      throw new DatabaseLostError({ cause });
    }
  }
}

/** Whether the same would succeed if it were done once more. */
function isPassing({ code = '', constraint = '' }: { code?: string; constraint?: string }, said: Constraints): boolean {
  return DEADLOCK_OR_SERIALIZATION.has(code) || said[constraint] === 'retry';
}

type PooledConnection = ClientBase & { __knex__disposed?: unknown };

interface EnqueuedJob {
  jobId: string;
  name: string;
  singletonKey: string;
  data: object;
}

/** In the words of `emit_events`. */
function storedEvents(events: readonly EmittedEvent[], now: Date): string {
  return JSON.stringify(
    events.map(({ type, data, stream: { key, subject, onlyWebhookId } }) => ({
      ...{ event_id: uuidv7(), key, type, subject, occurred_at: now, data, webhook_id: onlyWebhookId },
    })),
  );
}

const EMIT_EVENTS = 'select emit_events(:tenantId, :events, :sinks::text[])';

const ENQUEUE = `
  insert into outbox_job (tenant_id, job_id, name, singleton_key, data, enqueued_at)
  select t.tenant_id, x."jobId", x.name, x."singletonKey", x.data, :now
  from directory.tenant t
  cross join jsonb_to_recordset(:jobs) as x ("jobId" uuid, name text, "singletonKey" text, data jsonb)
  where t.tenant_id = :tenantId`;

function opening({ tenantId, actorId, action, reason = '' }: TransactionOptions): string {
  if (!UUID.test(tenantId) || !(actorId === null || UUID.test(actorId)) || !ACTION.test(action)) {
    throw new Error(
      `A transaction needs a tenant, an actor and an action, got "${tenantId}", "${actorId}", "${action}".`,
    );
  }
  return (
    `begin; set local search_path = aimline, public; set local app.tenant_id = '${tenantId}'; ` +
    `set local app.actor_id = '${actorId ?? ''}'; set local app.action = '${action}'; set local app.reason = ${escapeLiteral(reason)}`
  );
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const ACTION = /^[a-z_]+(\.[a-z_]+)+$/;
