import type { CloudEvent } from '@aimline/plugin-interventions-common/events';
import { type EventSink, provenTenantId, type TenantId, type Tenants } from '@aimline/plugin-interventions-node';
import type { LoggerService } from '@backstage/backend-plugin-api';

export interface Relay {
  /** Says that a tenant has new events; they are delivered at once. */
  wake(tenantId: TenantId): void;
  /** Ends after the delivery under way. */
  stop(): Promise<void>;
}

/** How often tenants are looked through for events that nobody woke the relay for, such as after a crash. */
const POLL_MS = 5_000;
/** Longer than the slowest delivery of a batch: another relay takes up what one has let lie so long. */
const LEASE_SECONDS = 60;
const LONGEST_BACKOFF_SECONDS = 300;

/**
 * Hands the events of the outbox to the sinks: claim, commit, deliver, settle. Nothing is delivered inside a
 * transaction. At least once; in order per intervention, because a batch is claimed whole and a failure holds back the
 * later events of the same intervention.
 */
export function startRelay(options: {
  tenants: Tenants;
  listTenants: () => Promise<string[]>;
  sinks: readonly EventSink[];
  logger: LoggerService;
}): Relay {
  const { tenants, listTenants, sinks, logger } = options;
  const due = new Set<TenantId>();
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  const poll = setInterval(() => {
    listTenants()
      .then((ids) => ids.forEach((id) => wake(provenTenantId(id))))
      .catch((error: Error) => logger.warn(`The relay cannot list the tenants: ${error.name}`));
  }, POLL_MS);
  poll.unref();
  return {
    wake,
    async stop() {
      stopped = true;
      clearInterval(poll);
      await running;
    },
  };

  function wake(tenantId: TenantId): void {
    if (stopped || due.has(tenantId)) return;
    due.add(tenantId);
    running = running.then(async () => {
      due.delete(tenantId);
      await deliverTenant(tenantId).catch((error: Error) => logger.warn(`The relay failed: ${error.name}`));
    });
  }

  async function deliverTenant(tenantId: TenantId): Promise<void> {
    const who = { tenantId, actorId: null, action: 'event.relay' };
    while (!stopped) {
      const events = await tenants.transact(who, async (uow) => {
        // One relay at a time claims for a tenant, or it could take the later events of an intervention first.
        await uow.rows('select pg_advisory_xact_lock(hashtextextended(:tenantId::text, 0))');
        return uow.rows<OutboxRow>(CLAIM);
      });
      if (events.length === 0) return;
      const delivered: string[] = [];
      const heldBack = new Set<string>();
      for (const event of events) {
        if (heldBack.has(event.orderingKey)) continue;
        try {
          for (const sink of sinks) await sink.deliver(event.envelope);
          delivered.push(event.eventId);
        } catch (error) {
          heldBack.add(event.orderingKey);
          logger.warn(`Event ${event.eventId} of type ${event.envelope.type} was not taken: ${(error as Error).name}`);
        }
      }
      await tenants.transact(who, async (uow) => {
        await uow.rows(SETTLE, { delivered });
        await uow.rows(BACK_OFF, { heldBack: [...heldBack] });
      });
    }
  }
}

interface OutboxRow {
  eventId: string;
  orderingKey: string;
  envelope: CloudEvent;
}

// An intervention with an event that is not due yet, or being delivered, waits whole.
const CLAIM = `
  with batch as (
    select o.tenant_id, o.event_id
    from outbox_event o
    where o.tenant_id = :tenantId and o.due_at <= clock_timestamp()
      and not exists (
        select from outbox_event earlier
        where earlier.tenant_id = :tenantId and earlier.ordering_key = o.ordering_key
          and earlier.event_id < o.event_id and earlier.due_at > clock_timestamp())
    order by o.event_id
    limit 100
  ), claimed as (
    update outbox_event o
    set due_at = clock_timestamp() + interval '${LEASE_SECONDS} seconds', attempts = o.attempts + 1
    from batch b
    where o.tenant_id = :tenantId and b.tenant_id = o.tenant_id and o.event_id = b.event_id
    returning o.event_id, o.ordering_key, o.envelope
  )
  select event_id as "eventId", ordering_key as "orderingKey", envelope
  from claimed
  order by event_id`;

const SETTLE = `
  delete from outbox_event where tenant_id = :tenantId and event_id = any(:delivered::uuid[])`;

const BACK_OFF = `
  update outbox_event
  set due_at = clock_timestamp() + least(power(2, least(attempts, 16)), ${LONGEST_BACKOFF_SECONDS}) * interval '1 second'
  where tenant_id = :tenantId and ordering_key = any(:heldBack::uuid[])`;
