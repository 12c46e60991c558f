import type { TransactionOptions, Tenants, UnitOfWork } from '@aimline/plugin-interventions-node';
import { type Knex, KnexTimeoutError } from 'knex';
import { type ClientBase, DatabaseError, escapeLiteral } from 'pg';
import { setTimeout } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { streamOf } from '../events/envelope';
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

const MOST_ATTEMPTS = 5;
const DEADLOCK_OR_SERIALIZATION = new Set(['40P01', '40001']);
/** A webhook that was about to get the event was removed meanwhile. */
const REMOVED_WEBHOOK = 'event_delivery_webhook_fkey';

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
  /** Called after the commit of a transaction that emitted events, or wants those that wait delivered. */
  onEmitted?: (options: TransactionOptions) => void;
}): TenantTransactions {
  const { knex, now, sinks = () => [], onEmitted } = options;
  return {
    async transact(who, work) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await once(who, work);
        } catch (error) {
          if (attempt === MOST_ATTEMPTS || !isPassing(error as { code?: string; constraint?: string })) throw error;
          await setTimeout(10 + Math.random() * 90);
        }
      }
    },
  };

  async function once<T>(who: TransactionOptions, work: (uow: ReasonedUnitOfWork) => Promise<T>): Promise<T> {
    const connection = await connect();
    // Sent at once, awaited before the commit: when one fails, so does everything after it.
    const settings: Promise<unknown>[] = [];
    const send = (sql: string) => {
      const sent = connection.query(sql);
      sent.catch(() => {});
      settings.push(sent);
    };
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
      async emit(type, data) {
        wakesRelay = true;
        const event = { eventId: uuidv7(), type, data: JSON.stringify(data), ...streamOf(data) };
        await uow.rows(EMIT_EVENT, { ...event, now: uow.now, sinks: sinks() });
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
      await Promise.all(settings);
      isCommitting = true;
      // The commit of a failed transaction succeeds, and says that it was a rollback.
      const { command } = await connection.query('commit');
      if (command !== 'COMMIT') throw new Error('The transaction was rolled back although its work did not fail.');
      if (wakesRelay) onEmitted?.(who);
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
function isPassing({ code = '', constraint }: { code?: string; constraint?: string }): boolean {
  return DEADLOCK_OR_SERIALIZATION.has(code) || constraint === REMOVED_WEBHOOK;
}

type PooledConnection = ClientBase & { __knex__disposed?: unknown };

const EMIT_EVENT = `
  select emit_event(:tenantId, :eventId, :orderingKey, :type, :subject, :now, :data, :sinks::text[], :onlyWebhookId)`;

function opening({ tenantId, actorId, action }: TransactionOptions): string {
  if (!UUID.test(tenantId) || !(actorId === null || UUID.test(actorId)) || !ACTION.test(action)) {
    throw new Error(
      `A transaction needs a tenant, an actor and an action, got "${tenantId}", "${actorId}", "${action}".`,
    );
  }
  return (
    `begin; set local search_path = aimline, public; set local app.tenant_id = '${tenantId}'; ` +
    `set local app.actor_id = '${actorId ?? ''}'; set local app.action = '${action}'; set local app.reason = ''`
  );
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const ACTION = /^[a-z_]+(\.[a-z_]+)+$/;
