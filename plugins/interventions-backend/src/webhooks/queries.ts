import type { Webhook } from '@aimline/plugin-interventions-common/webhooks';
import type { UnitOfWork } from '@aimline/plugin-interventions-node';
import { NotFoundError } from '@backstage/errors';

/** All webhooks of the district, or one, with the state of their deliveries; oldest first. */
export async function findWebhooks(uow: UnitOfWork, webhookId: string | null): Promise<Webhook[]> {
  return uow.rows<Webhook>(
    `select w.webhook_id as "webhookId", w.url, w.description, w.event_types as "eventTypes", w.is_paused as "isPaused",
       w.created_at as "createdAt", w.secret_changed_at as "secretChangedAt", s.delivered_at as "deliveredAt",
       case when s.failures > 0 then jsonb_build_object(
         'message', s.problem,
         'since', to_char(s.failing_since at time zone 'UTC', :instant),
         'at', to_char(s.problem_at at time zone 'UTC', :instant)) end as problem,
       case when s.open_until > now() then s.open_until end as "openUntil",
       coalesce(d.waiting, 0)::int as "waitingCount", coalesce(d.dead, 0)::int as "deadCount",
       (
         select jsonb_build_object(
           'sentAt', to_char(e.occurred_at at time zone 'UTC', :instant),
           'isTaken', d.problem is null and d.delivered_seq = t.last_seq,
           'problem', d.problem)
         from event_delivery d
         join outbox_stream t on t.tenant_id = d.tenant_id and t.ordering_key = d.ordering_key
         join outbox_event e
           on e.tenant_id = t.tenant_id and e.ordering_key = t.ordering_key and e.seq = t.last_seq
         where d.tenant_id = :tenantId and d.sink = w.webhook_id::text and d.ordering_key = w.webhook_id) as "lastTest"
     from webhook w
     left join event_sink_state s on s.tenant_id = w.tenant_id and s.sink = w.webhook_id::text
     left join lateral (
       select sum(t.last_seq - d.delivered_seq) as waiting, count(d.dead_at) as dead
       from (
         select o.ordering_key, o.delivered_seq, o.dead_at
         from event_delivery o
         where o.tenant_id = :tenantId and o.sink = w.webhook_id::text and o.due_at < 'infinity'
         union all
         select o.ordering_key, o.delivered_seq, o.dead_at
         from event_delivery o
         where o.tenant_id = :tenantId and o.sink = w.webhook_id::text and o.dead_at is not null) d
       join outbox_stream t on t.tenant_id = :tenantId and t.ordering_key = d.ordering_key) d on true
     where w.tenant_id = :tenantId and (:webhookId::uuid is null or w.webhook_id = :webhookId)
     order by w.webhook_id`,
    { webhookId, instant: 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"' },
  );
}

/** @throws NotFoundError when the district has no such webhook. */
export async function findWebhook(uow: UnitOfWork, webhookId: string): Promise<Webhook> {
  const [webhook] = await findWebhooks(uow, webhookId);
  if (!webhook) throw noSuchWebhook();
  return webhook;
}

export function noSuchWebhook(): NotFoundError {
  return new NotFoundError('There is no such webhook.');
}
