create or replace procedure aimline.protect_table(p_table text, p_id_column text) language plpgsql as $$
declare
  hidden text;
begin
  call aimline.enable_tenant_isolation(p_table);
  select coalesce(string_agg(format(', %L', attname), '' order by attnum), '') into hidden
    from pg_attribute
    where attrelid = format('aimline.%I', p_table)::regclass and attnum > 0 and attname like '%\_hash';
  execute format(
    'create trigger audited after insert or update or delete on aimline.%I for each row execute function aimline.write_audit_record(%L%s)',
    p_table, p_id_column, hidden);
  execute format('grant select, insert, update, delete on aimline.%I to aimline_app', p_table);
end $$;

comment on procedure aimline.protect_table is
  'Protects a table of records: tenant isolation, the audit trail (without columns ending in _hash), and the rights of the serving login.';
