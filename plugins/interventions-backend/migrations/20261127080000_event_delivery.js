// @ts-check
/**
 * Events that every subscriber gets in order, and that can be read later.
 *
 *     outbox_stream    an intervention: how many events it has           (numbers them, and makes its writers wait in turn)
 *     outbox_event     the events, numbered within their stream           (written with the change; kept for thirty days)
 *     event_delivery   one row per subscriber and stream: how far it got  (claimed by a relay with a lease)
 *     event_sink_state one row per subscriber: whether it takes anything  (the circuit breaker)
 *
 * A writer touches the stream first: its row lock puts the events of an intervention in order without a sequence of the
 * database. It then wakes the deliveries; the upsert takes their row lock also where it changes nothing, so that a relay
 * which is just putting a delivery to sleep either sees the new event or is overruled by it.
 *
 * The feed is ordered by (generation, xid, seq, event_id): a transaction that commits late may carry an early id, and a
 * reader who went by ids would miss it. By the transactions alone it would not tell the events of a stream in their order:
 *
 *     transaction 10   begins ────────────────────── event 2 ── commits
 *     transaction 11       begins ── event 1 ── commits
 *
 * Hence event 2 takes the place of transaction 11 as well. No reader has passed that: none passes it while 10 goes on.
 * `xid` is a bigint, because comparisons of xid8 are no index conditions behind the wall.
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
    comment on table aimline.outbox_stream is 'Of what the events are delivered in order: an intervention, as a rule. Not audited: a counter.';
    comment on column aimline.outbox_stream.tenant_id is 'The tenant.';
    comment on column aimline.outbox_stream.ordering_key is 'The id of the intervention, or of the webhook that is tested.';
    comment on column aimline.outbox_stream.last_seq is 'The number of its newest event.';
    call aimline.wall_off('outbox_stream');
    -- room beside each row: an update moves within its page, and no index hears of it
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
    comment on table aimline.outbox_event is 'Events, stored with the change they tell of and kept for thirty days. Not audited: the change is.';
    comment on column aimline.outbox_event.tenant_id is 'The tenant.';
    comment on column aimline.outbox_event.ordering_key is 'The stream.';
    comment on column aimline.outbox_event.seq is 'The first event of a stream is 1; there are no gaps, so that a receiver sees that one is missing.';
    comment on column aimline.outbox_event.event_id is 'UUID version 7; the receiver tells a repetition by it.';
    comment on column aimline.outbox_event.generation is 'Which counting of transactions "xid" belongs to: a restore from a dump begins a new one, by a higher default.';
    comment on column aimline.outbox_event.xid is 'Its place in the feed: the transaction that wrote it, on the server that holds the row, or a later one that wrote to the stream before.';
    comment on column aimline.outbox_event.type is 'What happened, such as interventions.attendance.recorded.';
    comment on column aimline.outbox_event.subject is 'To what, such as interventions/<id>.';
    comment on column aimline.outbox_event.occurred_at is 'When.';
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
    comment on table aimline.webhook is 'Addresses of other systems that events are posted to.';
    comment on column aimline.webhook.tenant_id is 'The tenant.';
    comment on column aimline.webhook.webhook_id is 'UUID version 7.';
    comment on column aimline.webhook.url is 'Where to: https, and http on this machine alone.';
    comment on column aimline.webhook.description is 'What the district calls it; may be empty.';
    comment on column aimline.webhook.event_types is 'Which events it gets; empty for all.';
    comment on column aimline.webhook.is_paused is 'Whether its events are held back until somebody resumes it.';
    comment on column aimline.webhook.created_at is 'When it was added; it gets what happens from then on.';
    comment on column aimline.webhook.secret_changed_at is 'When its newest secret was made.';
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
    comment on table aimline.webhook_secret is 'What deliveries are signed with: the newest, and for a day the one before. Not audited: the webhook says when it changed.';
    comment on column aimline.webhook_secret.tenant_id is 'The tenant.';
    comment on column aimline.webhook_secret.webhook_secret_id is 'UUID version 7: the newest is the greatest.';
    comment on column aimline.webhook_secret.webhook_id is 'Whose.';
    comment on column aimline.webhook_secret.sealed is 'Sealed with the encryption key under the name of the webhook.';
    comment on column aimline.webhook_secret.expires_at is 'Signs no longer from then on; "infinity" for the newest.';
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
    comment on table aimline.api_client is 'Programs of the district that read the events.';
    comment on column aimline.api_client.tenant_id is 'The tenant.';
    comment on column aimline.api_client.api_client_id is 'UUID version 7.';
    comment on column aimline.api_client.name is 'What the district calls it.';
    comment on column aimline.api_client.token_hash is 'SHA-256 of its token, which is not kept.';
    comment on column aimline.api_client.created_at is 'When it was added.';
    comment on column aimline.api_client.used_at is 'When it last asked, to the hour.';
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
    comment on table aimline.event_delivery is 'How far each subscriber got in each stream. Not audited: progress; decisions about dead letters are.';
    comment on column aimline.event_delivery.tenant_id is 'The tenant.';
    comment on column aimline.event_delivery.sink is 'The subscriber: the name of a sink of the service, or the id of a webhook.';
    comment on column aimline.event_delivery.ordering_key is 'The stream.';
    comment on column aimline.event_delivery.webhook_id is 'The webhook, if it is one.';
    comment on column aimline.event_delivery.delivered_seq is 'The last event that it took, or that was left out for it.';
    comment on column aimline.event_delivery.due_at is 'Not to be claimed before: the end of a lease, or of a back-off; "infinity" when there is nothing to do.';
    comment on column aimline.event_delivery.lease is 'Of the relay that has claimed it; whoever holds another settles nothing.';
    comment on column aimline.event_delivery.attempts is 'Of the next event, as yet in vain.';
    comment on column aimline.event_delivery.failing_since is 'When the first of them was.';
    comment on column aimline.event_delivery.problem is 'Why the last of them was in vain, in a sentence.';
    comment on column aimline.event_delivery.dead_at is 'When it was given up: it waits for somebody to replay or to skip the event.';
    -- without a look at what is owed to others, or at the streams of which nothing is (measured with 100,000 of them: 50 ms
    -- for a claim of nothing, 160 ms for one of eight; so, below 1 ms)
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
    comment on table aimline.dead_letter_decision is 'What somebody did about events that a subscriber had not taken; append only.';
    comment on column aimline.dead_letter_decision.tenant_id is 'The tenant.';
    comment on column aimline.dead_letter_decision.dead_letter_decision_id is 'UUID version 7.';
    comment on column aimline.dead_letter_decision.decided_at is 'When.';
    comment on column aimline.dead_letter_decision.person_id is 'Who.';
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
    comment on table aimline.event_sink_state is 'How a subscriber is doing: the circuit breaker of its deliveries. Not audited: measured, not decided.';
    comment on column aimline.event_sink_state.tenant_id is 'The tenant.';
    comment on column aimline.event_sink_state.sink is 'The subscriber, as in event_delivery.';
    comment on column aimline.event_sink_state.webhook_id is 'The webhook, if it is one.';
    comment on column aimline.event_sink_state.failures is 'Deliveries in vain since the last one that was taken: five until it rests for the first time, and then one with each rest.';
    comment on column aimline.event_sink_state.failing_since is 'When the first of them was.';
    comment on column aimline.event_sink_state.open_until is 'Nothing is delivered before, and then one event to see.';
    comment on column aimline.event_sink_state.delivered_at is 'When it last took an event.';
    comment on column aimline.event_sink_state.problem is 'Why the last delivery in vain was so, in a sentence.';
    comment on column aimline.event_sink_state.problem_at is 'When.';
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
              -- not of the generation before, when other transactions had this number
              and e.xid < pg_snapshot_xmax(pg_current_snapshot())::text::bigint)),
          p_type, p_subject, p_time, p_data);
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
    end $$;
    comment on function aimline.emit_event is
      'Stores an event as the next of its stream and wakes its deliveries: to the sinks named and the webhooks that subscribe to its type, or to the one webhook named.';
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
