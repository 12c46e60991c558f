// @ts-check
/**
 * The feed tells the events of a stream in their order. By the transactions alone it did not: one that had begun earlier,
 * and so has the lower number, may be the second to reach the stream.
 *
 *     transaction 10   begins ────────────────────── event 2 ── commits
 *     transaction 11       begins ── event 1 ── commits
 *
 * Hence event 2 takes the place of transaction 11 as well. No reader has passed that: none passes it while 10 goes on.
 */

/** @param {import('knex').Knex} knex */
exports.up = async (knex) => {
  await knex.raw(`
    alter table aimline.outbox_event
      drop constraint outbox_event_in_feed,
      add constraint outbox_event_in_feed unique (tenant_id, generation, xid, seq, event_id);
    comment on column aimline.outbox_event.xid is 'Its place in the feed: the transaction that wrote it, on the server that holds the row, or a later one that wrote to the stream before.';
  `);
  await knex.raw(
    emitEvent(`greatest(this_xid, (
          select e.xid
          from aimline.outbox_event e
          where e.tenant_id = p_tenant and e.ordering_key = p_key and e.seq = this_seq - 1
            -- not of the generation before, when other transactions had this number
            and e.xid < pg_snapshot_xmax(pg_current_snapshot())::text::bigint))`),
  );
};

/** @param {import('knex').Knex} knex */
exports.down = async (knex) => {
  await knex.raw(emitEvent('this_xid'));
  await knex.raw(`
    alter table aimline.outbox_event
      drop constraint outbox_event_in_feed,
      add constraint outbox_event_in_feed unique (tenant_id, generation, xid, event_id);
    comment on column aimline.outbox_event.xid is 'The transaction that wrote it, on the server that holds the row.';
  `);
};

/** @param {string} place of the event in the feed */
function emitEvent(place) {
  return `
    create or replace function aimline.emit_event(
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
        values (p_tenant, p_key, this_seq, p_event, ${place}, p_type, p_subject, p_time, p_data);
      -- in the order in which a relay locks them, or each could wait for the other
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
    end $$`;
}
