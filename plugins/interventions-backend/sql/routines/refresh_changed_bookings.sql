-- Transition tables are copied to variables first, so that every statement has a tenant and could run on one server.
create or replace function aimline.refresh_changed_bookings() returns trigger
language plpgsql security definer set search_path = aimline, public, pg_temp as $$
declare
  changed record;
begin
  if tg_op = 'INSERT' then
    for changed in
      select tenant_id, array_agg(distinct intervention_id) as interventions from new_rows group by 1
    loop
      call refresh_bookings(changed.tenant_id, changed.interventions);
    end loop;
  elsif tg_op = 'DELETE' then
    for changed in
      select tenant_id, array_agg(distinct intervention_id) as interventions from old_rows group by 1
    loop
      call refresh_bookings(changed.tenant_id, changed.interventions);
    end loop;
  else
    for changed in
      select tenant_id, array_agg(distinct intervention_id) as interventions
        from (select tenant_id, intervention_id from new_rows union all select tenant_id, intervention_id from old_rows) x
        group by 1
    loop
      call refresh_bookings(changed.tenant_id, changed.interventions);
    end loop;
  end if;
  return null;
end $$;

comment on function aimline.refresh_changed_bookings is 'Trigger: recomputes the bookings of the interventions that a statement changed.';
