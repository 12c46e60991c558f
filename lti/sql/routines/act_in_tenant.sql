create or replace function directory.act_in_tenant() returns trigger language plpgsql as $$
begin
  if coalesce(current_setting('app.tenant_id', true), '') = '' then
    perform set_config('app.tenant_id', new.tenant_id::text, true),
      set_config('app.action', 'deployment.set_status', true);
  end if;
  return new;
end $$;

comment on function directory.act_in_tenant is
  'Trigger: the operator acts in no tenant; changes of a deployment are audited in its tenant.';
