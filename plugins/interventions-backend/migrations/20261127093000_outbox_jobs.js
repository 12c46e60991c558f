// @ts-check
/**
 * Jobs of a transaction: stored with it, and moved to the queue after its commit. From now on all events of a transaction
 * are stored together, by `emit_events` (`sql/routines`).
 */

/** @param {import('knex').Knex} knex */
exports.up = async (knex) => {
  await knex.raw(`
    create table aimline.outbox_job (
      tenant_id uuid not null,
      job_id uuid not null,
      name text not null,
      singleton_key text not null,
      data jsonb not null,
      enqueued_at timestamptz not null,
      constraint outbox_job_pkey primary key (tenant_id, job_id)
    );
    comment on table aimline.outbox_job is 'Jobs of committed transactions that wait to be moved to the queue, at least once. Not audited: what the job changes is.';
    comment on column aimline.outbox_job.tenant_id is 'The tenant.';
    comment on column aimline.outbox_job.job_id is 'UUID version 7; the id of the job in the queue, which ignores repetitions.';
    comment on column aimline.outbox_job.name is 'The job, such as audit.seal.';
    comment on column aimline.outbox_job.singleton_key is 'Of jobs with the same key only one waits.';
    comment on column aimline.outbox_job.data is 'The input of the job: only ids.';
    comment on column aimline.outbox_job.enqueued_at is 'When the request arrived.';
    call aimline.wall_off('outbox_job');
    -- locking a row requires the right to update it
    grant select, insert, update, delete on aimline.outbox_job to aimline_app;
    drop function aimline.emit_event;
  `);
};

/** @param {import('knex').Knex} knex */
exports.down = async (knex) => {
  await knex.raw('drop table aimline.outbox_job; drop function if exists aimline.emit_events');
  await knex.raw(`
    create function aimline.emit_event(
      p_tenant uuid, p_event uuid, p_key uuid, p_type text, p_subject text, p_time timestamptz, p_data jsonb,
      p_sinks text[], p_webhook uuid
    ) returns void language plpgsql as $$
    declare
      this_seq int;
      this_xid bigint := pg_current_xact_id()::text::bigint;
      this_instant timestamptz := clock_timestamp();
    begin
      insert into aimline.outbox_stream as s (tenant_id, ordering_key, last_seq)
        values (p_tenant, p_key, 1)
        on conflict (tenant_id, ordering_key) do update set last_seq = s.last_seq + 1
        returning last_seq into this_seq;
      insert into aimline.outbox_event (tenant_id, ordering_key, seq, event_id, xid, type, subject, occurred_at, data)
        values (
          p_tenant, p_key, this_seq, p_event,
          greatest(this_xid, (
            select e.xid
            from aimline.outbox_event e
            where e.tenant_id = p_tenant and e.ordering_key = p_key and e.seq = this_seq - 1
              -- ignores higher ids from an earlier generation
              and e.xid < pg_snapshot_xmax(pg_current_snapshot())::text::bigint)),
          p_type, p_subject, p_time, p_data);
      -- in the same order in which a relay locks them, or they could deadlock
      insert into aimline.event_delivery as d (tenant_id, sink, ordering_key, webhook_id, delivered_seq, due_at)
        select t.tenant_id, x.sink, p_key, x.webhook_id, this_seq - 1, this_instant
        from directory.tenant t
        cross join lateral (
          select sink, null::uuid as webhook_id
          from unnest(p_sinks) as sink
          where p_webhook is null
          union all
          select w.webhook_id::text, w.webhook_id
          from aimline.webhook w
          where w.tenant_id = p_tenant
            and case when p_webhook is null then p_type = any (w.event_types) or cardinality(w.event_types) = 0
              else w.webhook_id = p_webhook end) x
        where t.tenant_id = p_tenant
        order by x.sink
        on conflict (tenant_id, sink, ordering_key) do update set due_at = excluded.due_at
          where d.due_at = 'infinity' and d.dead_at is null;
    end $$;
    comment on function aimline.emit_event is
      'Stores an event as the next of its stream and makes its deliveries due: to the given sinks and the webhooks that subscribe to its type, or to the given webhook.';
    grant execute on function aimline.emit_event to aimline_app;
  `);
};
