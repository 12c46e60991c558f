create or replace function aimline.write_audit_record() returns trigger
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
