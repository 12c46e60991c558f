create or replace function aimline.emit_events(p_tenant uuid, p_events jsonb, p_sinks text[])
  returns void language plpgsql as $$
declare
  this_xid bigint := pg_current_xact_id()::text::bigint;
  this_instant timestamptz := clock_timestamp();
  emitted record;
  this_seq int;
  keys uuid[] := '{}';
  seqs int[] := '{}';
  types text[] := '{}';
  webhooks uuid[] := '{}';
begin
  -- In the order of the keys, or two transactions with the same streams could deadlock. All events of a transaction are
  -- emitted by one call, so the order holds for all of them.
  for emitted in
    select e.*
    from rows from (jsonb_to_recordset(p_events) as (
      event_id uuid, key uuid, type text, subject text, occurred_at timestamptz, data jsonb, webhook_id uuid))
      with ordinality as e (event_id, key, type, subject, occurred_at, data, webhook_id, position)
    order by e.key, e.position
  loop
    insert into aimline.outbox_stream as s (tenant_id, ordering_key, last_seq)
      values (p_tenant, emitted.key, 1)
      on conflict (tenant_id, ordering_key) do update set last_seq = s.last_seq + 1
      returning last_seq into this_seq;
    insert into aimline.outbox_event (tenant_id, ordering_key, seq, event_id, xid, type, subject, occurred_at, data)
      values (
        p_tenant, emitted.key, this_seq, emitted.event_id,
        greatest(this_xid, (
          select e.xid
          from aimline.outbox_event e
          where e.tenant_id = p_tenant and e.ordering_key = emitted.key and e.seq = this_seq - 1
            -- ignores higher ids from an earlier generation
            and e.xid < pg_snapshot_xmax(pg_current_snapshot())::text::bigint)),
        emitted.type, emitted.subject, emitted.occurred_at, emitted.data);
    keys := keys || emitted.key;
    seqs := seqs || this_seq;
    types := types || emitted.type;
    webhooks := webhooks || emitted.webhook_id;
  end loop;
  -- in the same order in which a relay locks them, or they could deadlock
  insert into aimline.event_delivery as d (tenant_id, sink, ordering_key, webhook_id, delivered_seq, due_at)
    select t.tenant_id, x.sink, x.key, x.webhook_id, min(x.seq) - 1, this_instant
    from directory.tenant t
    cross join lateral (
      select sink, null::uuid as webhook_id, e.key, e.seq
      from unnest(p_sinks) as sink
      cross join unnest(keys, seqs, webhooks) as e (key, seq, webhook_id)
      where e.webhook_id is null
      union all
      select w.webhook_id::text, w.webhook_id, e.key, e.seq
      from aimline.webhook w
      cross join unnest(keys, seqs, types, webhooks) as e (key, seq, type, webhook_id)
      where w.tenant_id = p_tenant
        and case when e.webhook_id is null then e.type = any (w.event_types) or cardinality(w.event_types) = 0
          else w.webhook_id = e.webhook_id end) x
    where t.tenant_id = p_tenant
    group by t.tenant_id, x.sink, x.key, x.webhook_id
    order by x.sink, x.key
    on conflict (tenant_id, sink, ordering_key) do update set due_at = excluded.due_at
      where d.due_at = 'infinity' and d.dead_at is null;
end $$;
comment on function aimline.emit_events is
  'Stores events, each as the next of its stream, and makes their deliveries due: to the given sinks and the webhooks that subscribe to their types, or to the one webhook of an event. Locks streams in the order of their keys, then deliveries by subscriber and stream.';
grant execute on function aimline.emit_events to aimline_app;
