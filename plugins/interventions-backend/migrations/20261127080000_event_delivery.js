// @ts-check
/**
 * Events that are delivered to every subscriber in order, and can be polled for thirty days.
 *
 *     outbox_stream    an intervention: how many events it has           (numbers them; its row lock serialises writers)
 *     outbox_event     the events, numbered within their stream           (written with the change; stored for thirty days)
 *     event_delivery   one row per subscriber and stream: how far it got  (claimed by a relay with a lease)
 *     event_sink_state one row per subscriber: its recent failures        (the circuit breaker)
 *
 * A writer updates the stream first: its row lock orders the events of an intervention without a database sequence. It then
 * makes the deliveries due. The upsert locks their rows even where it changes nothing, so that a relay that is settling a
 * delivery at the same time either sees the new event or is overruled by it.
 *
 * The feed is ordered by (generation, xid, seq, event_id). A transaction that commits late may have an early event id, so a
 * reader who follows event ids could miss it. Ordered by transaction alone, events of a stream could be out of order:
 *
 *     transaction 10   begins ────────────────────── event 2 ── commits
 *     transaction 11       begins ── event 1 ── commits
 *
 * Hence event 2 is stored with transaction id 11 as well. No reader can have passed that position while 10 is open.
 * `xid` is a bigint, because comparisons of xid8 are not leakproof and cannot use an index under row-level security.
 */

/** @param {import('knex').Knex} knex */
exports.up = async (knex) => {
  await knex.raw(`
    alter table aimline.outbox_event rename to outbox_before;
    alter table aimline.outbox_before rename constraint outbox_event_pkey to outbox_before_pkey;

    create table aimline.outbox_stream (
      tenant_id uuid not null,
      ordering_key uuid not null,
      last_seq int not null,
      constraint outbox_stream_pkey primary key (tenant_id, ordering_key)
    );
    comment on table aimline.outbox_stream is 'Streams, whose events are delivered in order: usually one for each intervention. Not audited: a counter.';
    comment on column aimline.outbox_stream.tenant_id is 'The tenant.';
    comment on column aimline.outbox_stream.ordering_key is 'The id of the intervention, or of the webhook that is tested.';
    comment on column aimline.outbox_stream.last_seq is 'The number of its newest event.';
    call aimline.wall_off('outbox_stream');
    -- free space in each page, so that updates stay in it and need no index change (HOT)
    alter table aimline.outbox_stream set (fillfactor = 70);
    grant select, insert, update on aimline.outbox_stream to aimline_app;

    create table aimline.outbox_event (
      tenant_id uuid not null,
      ordering_key uuid not null,
      seq int not null,
      event_id uuid not null,
      generation int not null default 1,
      xid bigint not null,
      type text not null,
      subject text not null,
      occurred_at timestamptz not null,
      data jsonb not null,
      constraint outbox_event_pkey primary key (tenant_id, ordering_key, seq),
      constraint outbox_event_in_feed unique (tenant_id, generation, xid, seq, event_id)
    );
    comment on table aimline.outbox_event is 'Events, stored with their change for thirty days. Not audited: the change is.';
    comment on column aimline.outbox_event.tenant_id is 'The tenant.';
    comment on column aimline.outbox_event.ordering_key is 'The stream.';
    comment on column aimline.outbox_event.seq is 'The number in the stream, from 1 without gaps, so that a receiver notices a missing event.';
    comment on column aimline.outbox_event.event_id is 'UUID version 7; identifies repetitions to the receiver.';
    comment on column aimline.outbox_event.generation is 'Distinguishes transaction ids before and after a restore from a dump, which begins a new generation with a higher default.';
    comment on column aimline.outbox_event.xid is 'Its position in the feed: the id of its transaction, or of a later transaction that wrote to the stream before.';
    comment on column aimline.outbox_event.type is 'The event type, such as interventions.attendance.recorded.';
    comment on column aimline.outbox_event.subject is 'What the event is about, such as interventions/<id>.';
    comment on column aimline.outbox_event.occurred_at is 'When it happened.';
    comment on column aimline.outbox_event.data is 'Ids and codes; no names, no free text.';
    create index outbox_event_by_age on aimline.outbox_event (occurred_at, tenant_id);
    call aimline.wall_off('outbox_event');
    grant select, insert, delete on aimline.outbox_event to aimline_app;

    create table aimline.webhook (
      tenant_id uuid not null,
      webhook_id uuid not null,
      url text not null,
      description text not null,
      event_types text[] not null,
      is_paused boolean not null,
      created_at timestamptz not null,
      secret_changed_at timestamptz not null,
      constraint webhook_pkey primary key (tenant_id, webhook_id)
    );
    comment on table aimline.webhook is 'URLs of other systems that events are posted to.';
    comment on column aimline.webhook.tenant_id is 'The tenant.';
    comment on column aimline.webhook.webhook_id is 'UUID version 7.';
    comment on column aimline.webhook.url is 'The URL: https, or http on localhost.';
    comment on column aimline.webhook.description is 'A description by the district; may be empty.';
    comment on column aimline.webhook.event_types is 'The event types that it receives; empty for all.';
    comment on column aimline.webhook.is_paused is 'Whether its events wait until it is resumed.';
    comment on column aimline.webhook.created_at is 'When it was added; it receives events from then on.';
    comment on column aimline.webhook.secret_changed_at is 'When its newest secret was created.';
    call aimline.protect_table('webhook', 'webhook_id');

    create table aimline.webhook_secret (
      tenant_id uuid not null,
      webhook_secret_id uuid not null,
      webhook_id uuid not null,
      sealed bytea not null,
      expires_at timestamptz not null,
      constraint webhook_secret_pkey primary key (tenant_id, webhook_secret_id),
      constraint webhook_secret_webhook_fkey foreign key (tenant_id, webhook_id)
        references aimline.webhook (tenant_id, webhook_id) on delete cascade
    );
    comment on table aimline.webhook_secret is 'Signing secrets: the newest, and for one day the previous one. Not audited: webhook.secret_changed_at is.';
    comment on column aimline.webhook_secret.tenant_id is 'The tenant.';
    comment on column aimline.webhook_secret.webhook_secret_id is 'UUID version 7, in order of creation.';
    comment on column aimline.webhook_secret.webhook_id is 'The webhook.';
    comment on column aimline.webhook_secret.sealed is 'Sealed with the encryption key under the name of the webhook.';
    comment on column aimline.webhook_secret.expires_at is 'When it stops signing; "infinity" for the newest.';
    create index webhook_secret_by_webhook on aimline.webhook_secret (webhook_id, tenant_id);
    call aimline.wall_off('webhook_secret');
    grant select, insert, update, delete on aimline.webhook_secret to aimline_app;

    create table aimline.api_client (
      tenant_id uuid not null,
      api_client_id uuid not null,
      name text not null,
      token_hash bytea not null,
      created_at timestamptz not null,
      used_at timestamptz,
      constraint api_client_pkey primary key (tenant_id, api_client_id),
      constraint api_client_token unique (tenant_id, token_hash)
    );
    comment on table aimline.api_client is 'API clients: programs of the district that read the events.';
    comment on column aimline.api_client.tenant_id is 'The tenant.';
    comment on column aimline.api_client.api_client_id is 'UUID version 7.';
    comment on column aimline.api_client.name is 'The name that the district gave it.';
    comment on column aimline.api_client.token_hash is 'SHA-256 of its token; the token itself is not stored.';
    comment on column aimline.api_client.created_at is 'When it was added.';
    comment on column aimline.api_client.used_at is 'When it was last used, to the hour.';
    call aimline.protect_table('api_client', 'api_client_id');

    create table aimline.event_delivery (
      tenant_id uuid not null,
      sink text not null,
      ordering_key uuid not null,
      webhook_id uuid,
      delivered_seq int not null,
      due_at timestamptz not null,
      lease uuid,
      attempts int not null default 0,
      failing_since timestamptz,
      problem text,
      dead_at timestamptz,
      constraint event_delivery_pkey primary key (tenant_id, sink, ordering_key),
      constraint event_delivery_webhook_fkey foreign key (tenant_id, webhook_id)
        references aimline.webhook (tenant_id, webhook_id) on delete cascade,
      constraint event_delivery_dead_rests check (dead_at is null or due_at = 'infinity')
    );
    comment on table aimline.event_delivery is 'The delivery position of each subscriber in each stream. Not audited: progress; decisions about dead letters are.';
    comment on column aimline.event_delivery.tenant_id is 'The tenant.';
    comment on column aimline.event_delivery.sink is 'The subscriber: the name of a sink of the service, or the id of a webhook.';
    comment on column aimline.event_delivery.ordering_key is 'The stream.';
    comment on column aimline.event_delivery.webhook_id is 'The webhook; null for other sinks.';
    comment on column aimline.event_delivery.delivered_seq is 'The number of the last event that was accepted or skipped.';
    comment on column aimline.event_delivery.due_at is 'When it may be claimed: the end of a lease or of a backoff; "infinity" when nothing is to be delivered.';
    comment on column aimline.event_delivery.lease is 'The lease of the relay that has claimed it; a relay with another lease cannot settle it.';
    comment on column aimline.event_delivery.attempts is 'Failed attempts so far to deliver the next event.';
    comment on column aimline.event_delivery.failing_since is 'When the first of these attempts failed.';
    comment on column aimline.event_delivery.problem is 'Why the last of these attempts failed, as a sentence.';
    comment on column aimline.event_delivery.dead_at is 'When the event became a dead letter, to be replayed or skipped by a coordinator.';
    -- lets a claim skip other subscribers and streams that are up to date (measured with 100,000 of them: 50 ms for a claim
    -- of nothing and 160 ms for one of eight without the index; below 1 ms with it)
    create index event_delivery_owed on aimline.event_delivery (sink, tenant_id, due_at) where due_at < 'infinity';
    create index event_delivery_dead on aimline.event_delivery (dead_at, tenant_id) where dead_at is not null;
    create index event_delivery_by_webhook on aimline.event_delivery (webhook_id, tenant_id) where webhook_id is not null;
    call aimline.wall_off('event_delivery');
    alter table aimline.event_delivery set (fillfactor = 70);
    grant select, insert, update, delete on aimline.event_delivery to aimline_app;

    create table aimline.dead_letter_decision (
      tenant_id uuid not null,
      dead_letter_decision_id uuid not null,
      decided_at timestamptz not null,
      person_id uuid not null,
      decision text not null,
      sink text not null,
      ordering_key uuid,
      event_id uuid,
      constraint dead_letter_decision_pkey primary key (tenant_id, dead_letter_decision_id),
      constraint dead_letter_decision_known check (decision in ('replayed', 'skipped'))
    );
    comment on table aimline.dead_letter_decision is 'Decisions of coordinators about dead letters; append only.';
    comment on column aimline.dead_letter_decision.tenant_id is 'The tenant.';
    comment on column aimline.dead_letter_decision.dead_letter_decision_id is 'UUID version 7.';
    comment on column aimline.dead_letter_decision.decided_at is 'When it was decided.';
    comment on column aimline.dead_letter_decision.person_id is 'The coordinator.';
    comment on column aimline.dead_letter_decision.decision is 'replayed, or skipped: left out for this subscriber.';
    comment on column aimline.dead_letter_decision.sink is 'The subscriber, as in event_delivery.';
    comment on column aimline.dead_letter_decision.ordering_key is 'The stream; null for all that stood still.';
    comment on column aimline.dead_letter_decision.event_id is 'The event that was skipped.';
    call aimline.protect_table('dead_letter_decision', 'dead_letter_decision_id');
    revoke update, delete on aimline.dead_letter_decision from aimline_app;

    create table aimline.event_sink_state (
      tenant_id uuid not null,
      sink text not null,
      webhook_id uuid,
      failures int not null,
      failing_since timestamptz,
      open_until timestamptz,
      delivered_at timestamptz,
      problem text,
      problem_at timestamptz,
      constraint event_sink_state_pkey primary key (tenant_id, sink),
      constraint event_sink_state_webhook_fkey foreign key (tenant_id, webhook_id)
        references aimline.webhook (tenant_id, webhook_id) on delete cascade
    );
    comment on table aimline.event_sink_state is 'The circuit breaker of each subscriber. Not audited: measured, not decided.';
    comment on column aimline.event_sink_state.tenant_id is 'The tenant.';
    comment on column aimline.event_sink_state.sink is 'The subscriber, as in event_delivery.';
    comment on column aimline.event_sink_state.webhook_id is 'The webhook; null for other sinks.';
    comment on column aimline.event_sink_state.failures is 'Consecutive failed deliveries. The fifth opens the circuit; afterwards each failed probe adds one.';
    comment on column aimline.event_sink_state.failing_since is 'When the first of these attempts failed.';
    comment on column aimline.event_sink_state.open_until is 'Until then the circuit is open and nothing is delivered; afterwards one probe is sent. Null while it is closed.';
    comment on column aimline.event_sink_state.delivered_at is 'When an event was last delivered.';
    comment on column aimline.event_sink_state.problem is 'Why the last failed delivery failed, in a sentence.';
    comment on column aimline.event_sink_state.problem_at is 'When it failed.';
    call aimline.wall_off('event_sink_state');
    alter table aimline.event_sink_state set (fillfactor = 70);
    grant select, insert, update on aimline.event_sink_state to aimline_app;
  `);

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

  // what waited goes on waiting, for the sink that there was
  await knex.raw(`
    do $$
    declare
      each_tenant uuid;
    begin
      for each_tenant in select t.tenant_id from directory.tenant t loop
        perform set_config('app.tenant_id', each_tenant::text, true);
        insert into aimline.outbox_event
            (tenant_id, ordering_key, seq, event_id, xid, type, subject, occurred_at, data)
          select b.tenant_id, b.ordering_key, row_number() over (partition by b.ordering_key order by b.event_id),
            b.event_id, pg_current_xact_id()::text::bigint, b.envelope ->> 'type', b.envelope ->> 'subject',
            (b.envelope ->> 'time')::timestamptz, b.envelope -> 'data'
          from aimline.outbox_before b
          where b.tenant_id = each_tenant;
        insert into aimline.outbox_stream (tenant_id, ordering_key, last_seq)
          select e.tenant_id, e.ordering_key, max(e.seq)
          from aimline.outbox_event e
          where e.tenant_id = each_tenant
          group by e.tenant_id, e.ordering_key;
        insert into aimline.event_delivery (tenant_id, sink, ordering_key, delivered_seq, due_at)
          select s.tenant_id, 'events-service', s.ordering_key, 0, now()
          from aimline.outbox_stream s
          where s.tenant_id = each_tenant;
      end loop;
      perform set_config('app.tenant_id', '', true);
    end $$;
    drop table aimline.outbox_before;
  `);
};

/** @param {import('knex').Knex} knex */
exports.down = async (knex) => {
  await knex.raw(`
    drop function aimline.emit_event;
    drop table aimline.api_client, aimline.event_sink_state, aimline.dead_letter_decision, aimline.event_delivery, aimline.webhook_secret, aimline.webhook,
      aimline.outbox_event, aimline.outbox_stream;
    create table aimline.outbox_event (
      tenant_id uuid not null,
      event_id uuid not null,
      ordering_key uuid not null,
      envelope jsonb not null,
      due_at timestamptz not null,
      attempts int not null default 0,
      constraint outbox_event_pkey primary key (tenant_id, event_id)
    );
    call aimline.wall_off('outbox_event');
    grant select, insert, update, delete on aimline.outbox_event to aimline_app;
  `);
};
