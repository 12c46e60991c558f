// @ts-check
/**
 * The foundation of every table: row-level security isolates tenants, and every change leaves an audit record.
 *
 * Keys begin with the tenant. Other indexes begin with the column that they serve: while a table is small, or grows faster
 * than it is analysed, the planner considers all indexes that begin with the tenant equally good, and with the wrong one it
 * reads the whole tenant (measured at 9,000 sessions: creating an intervention took ten times as long). The tenant is their
 * second column, because every statement has it as a condition.
 *
 * Runs as `aimline_owner`, who owns the schemas `aimline` and `directory` but serves no request. Requests are served by
 * `aimline_app`, which is neither superuser nor owner and cannot pass row-level security.
 */

/** @param {import('knex').Knex} knex */
exports.up = async (knex) => {
  await knex.raw(`
    create table directory.tenant (
      tenant_id uuid not null,
      name text not null,
      created_at timestamptz not null default now(),
      constraint tenant_pkey primary key (tenant_id),
      constraint tenant_has_name check (length(name) between 1 and 200)
    );
    comment on table directory.tenant is 'The districts served. The directory is all that is shared between tenants; it holds no records of people.';
    comment on column directory.tenant.tenant_id is 'The tenant id in all keys of the schema aimline.';
    comment on column directory.tenant.name is 'The name of the district.';
    comment on column directory.tenant.created_at is 'When it was added.';
    grant usage on schema directory, aimline to aimline_app;
    grant select on directory.tenant to aimline_app;
  `);

  // PostgreSQL 18 has uuidv7() of its own, found before this one; ids in order of time keep indexes dense.
  await knex.raw(`
    do $$ begin
      if to_regproc('pg_catalog.uuidv7') is null then
        create function aimline.uuidv7() returns uuid language plpgsql volatile as $f$
        declare
          milliseconds bytea := substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3);
          bytes bytea := overlay(uuid_send(gen_random_uuid()) placing milliseconds from 1 for 6);
        begin
          -- version 4 is 0100, version 7 is 0111
          return encode(set_bit(set_bit(bytes, 52, 1), 53, 1), 'hex')::uuid;
        end $f$;
      end if;
    end $$;
  `);

  await knex.raw(`
    create procedure aimline.wall_off(p_table text) language plpgsql as $$
    begin
      execute format('alter table aimline.%I enable row level security', p_table);
      execute format('alter table aimline.%I force row level security', p_table);
      -- Without a tenant the setting is missing (42704) or, on a pooled connection, '' (22P02): the statement fails.
      execute format($p$create policy tenant_wall on aimline.%I
        using (tenant_id = current_setting('app.tenant_id')::uuid)
        with check (tenant_id = current_setting('app.tenant_id')::uuid)$p$, p_table);
      -- With statistics, the planner assumes that a tenant unknown to ANALYZE is empty, and reads all of it through any
      -- index that begins with tenant_id (measured: a quarter of the throughput, ten times the p95).
      execute format('alter table aimline.%I alter column tenant_id set statistics 0', p_table);
      execute format('alter table aimline.%I set (autovacuum_analyze_scale_factor = 0.02)', p_table);
    end $$;
    comment on procedure aimline.wall_off is 'Isolates the rows of each tenant in a table by row-level security.';

    create procedure aimline.protect_table(p_table text, p_id_column text) language plpgsql as $$
    declare
      hidden text;
    begin
      call aimline.wall_off(p_table);
      select coalesce(string_agg(format(', %L', attname), '' order by attnum), '') into hidden
        from pg_attribute
        where attrelid = format('aimline.%I', p_table)::regclass and attnum > 0 and attname like '%\\_hash';
      execute format(
        'create trigger audited after insert or update or delete on aimline.%I for each row execute function aimline.write_audit_record(%L%s)',
        p_table, p_id_column, hidden);
      execute format('grant select, insert, update, delete on aimline.%I to aimline_app', p_table);
    end $$;
    comment on procedure aimline.protect_table is
      'Protects a table of records: tenant isolation, the audit trail (without columns ending in _hash), and the rights of the serving login.';
  `);

  await knex.raw(`
    create table aimline.audit_record (
      tenant_id uuid not null,
      audit_id uuid not null,
      xid xid8 not null,
      recorded_at timestamptz not null,
      actor_id uuid,
      action text not null,
      reason text,
      entity text not null,
      entity_id uuid,
      intervention_id uuid,
      before jsonb,
      after jsonb,
      constraint audit_record_pkey primary key (tenant_id, audit_id)
    );
    comment on table aimline.audit_record is 'Every change of every table of records; append only. Written only by triggers.';
    comment on column aimline.audit_record.tenant_id is 'The tenant.';
    comment on column aimline.audit_record.audit_id is 'UUID version 7.';
    comment on column aimline.audit_record.xid is 'The transaction that wrote it, on the server that holds the row.';
    comment on column aimline.audit_record.recorded_at is 'When the row was written, which is later than the request by the time it waited for locks.';
    comment on column aimline.audit_record.actor_id is 'The staff member, contact or API client who did it; null for the system.';
    comment on column aimline.audit_record.action is 'The action, such as attendance.record.';
    comment on column aimline.audit_record.reason is 'Why it was allowed, such as facilitatorOfSession.';
    comment on column aimline.audit_record.entity is 'The table of the changed row.';
    comment on column aimline.audit_record.entity_id is 'The id of the changed row.';
    comment on column aimline.audit_record.intervention_id is 'The intervention of the row; null without one.';
    comment on column aimline.audit_record.before is 'The row before, null for an insert.';
    comment on column aimline.audit_record.after is 'The row after, null for a delete.';
    create index audit_by_entity on aimline.audit_record (entity_id, tenant_id, audit_id);
    create index audit_by_intervention on aimline.audit_record (intervention_id, tenant_id, audit_id);

    create function aimline.write_audit_record() returns trigger
    language plpgsql security definer set search_path = aimline, pg_temp as $$
    declare
      old_row jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) - tg_argv[1:] end;
      new_row jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) - tg_argv[1:] end;
      any_row jsonb := coalesce(new_row, old_row);
      -- set here and not by a default: this is the server that holds the row
      this_xid xid8 := pg_current_xact_id();
      this_instant timestamptz := clock_timestamp();
      this_id uuid := uuidv7();
    begin
      insert into audit_record
        (tenant_id, audit_id, xid, recorded_at, actor_id, action, reason, entity, entity_id, intervention_id, before, after)
      values (
        (any_row ->> 'tenant_id')::uuid, this_id, this_xid, this_instant,
        nullif(current_setting('app.actor_id', true), '')::uuid,
        coalesce(nullif(current_setting('app.action', true), ''), 'unknown'),
        nullif(current_setting('app.reason', true), ''),
        tg_table_name, (any_row ->> tg_argv[0])::uuid, (any_row ->> 'intervention_id')::uuid, old_row, new_row);
      return null;
    end $$;
    comment on function aimline.write_audit_record is
      'Trigger: writes the audit record of a row. Arguments: the id column, then columns to exclude.';

    create function aimline.refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception '% on "%" is refused: the table is append only.', tg_op, tg_table_name
        using errcode = 'insufficient_privilege';
    end $$;
    comment on function aimline.refuse_change is 'Trigger: prevents changes and deletions, even by the owner of the table.';

    create trigger append_only before update or delete on aimline.audit_record
      for each row execute function aimline.refuse_change();
    create trigger append_only_truncate before truncate on aimline.audit_record
      for each statement execute function aimline.refuse_change();
    -- "always": also while session_replication_role is replica
    alter table aimline.audit_record enable always trigger append_only;
    alter table aimline.audit_record enable always trigger append_only_truncate;
    call aimline.wall_off('audit_record');
    grant select on aimline.audit_record to aimline_app;
  `);

  await knex.raw(`
    create table aimline.access_refusal (
      tenant_id uuid not null,
      refusal_id uuid not null,
      refused_at timestamptz not null,
      person_id uuid not null,
      action text not null,
      subject_id uuid,
      constraint access_refusal_pkey primary key (tenant_id, refusal_id)
    );
    comment on table aimline.access_refusal is 'Denied requests, stored so that patterns of attempts can be seen.';
    comment on column aimline.access_refusal.tenant_id is 'The tenant.';
    comment on column aimline.access_refusal.refusal_id is 'UUID version 7.';
    comment on column aimline.access_refusal.refused_at is 'When the request was denied.';
    comment on column aimline.access_refusal.person_id is 'The person who sent the request.';
    comment on column aimline.access_refusal.action is 'The action that was denied.';
    comment on column aimline.access_refusal.subject_id is 'The first id in the path of the request; null without one.';
    call aimline.protect_table('access_refusal', 'refusal_id');
    revoke update, delete on aimline.access_refusal from aimline_app;

    create table aimline.outbox_event (
      tenant_id uuid not null,
      event_id uuid not null,
      ordering_key uuid not null,
      envelope jsonb not null,
      due_at timestamptz not null,
      attempts int not null default 0,
      constraint outbox_event_pkey primary key (tenant_id, event_id)
    );
    comment on table aimline.outbox_event is 'Events, stored with their change until every sink has accepted them.';
    comment on column aimline.outbox_event.tenant_id is 'The tenant.';
    comment on column aimline.outbox_event.event_id is 'UUID version 7; identifies repetitions to the receiver.';
    comment on column aimline.outbox_event.ordering_key is 'The intervention: its events are delivered in order.';
    comment on column aimline.outbox_event.envelope is 'CloudEvents 1.0 as of the change; its data carries ids and codes, no names, no free text.';
    comment on column aimline.outbox_event.due_at is 'Not delivered before this time; a relay moves it ahead while it delivers.';
    comment on column aimline.outbox_event.attempts is 'The number of deliveries begun.';
    call aimline.wall_off('outbox_event');
    grant select, insert, update, delete on aimline.outbox_event to aimline_app;
  `);
};

/** @param {import('knex').Knex} knex */
exports.down = async (knex) => {
  await knex.raw(`
    drop table aimline.outbox_event, aimline.access_refusal, aimline.audit_record, directory.tenant;
    drop function aimline.write_audit_record, aimline.refuse_change;
    drop procedure aimline.protect_table, aimline.wall_off;
    drop function if exists aimline.uuidv7;
  `);
};
