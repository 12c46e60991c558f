create or replace procedure aimline.refresh_bookings(p_tenant uuid, p_interventions uuid[]) language plpgsql as $$
declare
  wanted aimline.booking[];
  shared record;
begin
  -- The row locks below protect only what is read after them.
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'Bookings are kept right only at READ COMMITTED, this is %.', current_setting('transaction_isolation');
  end if;
  perform from aimline.intervention i
    where i.tenant_id = p_tenant and i.intervention_id = any(p_interventions)
    order by i.intervention_id
    for no key update;

  if exists (
    select from (
      select s.starts_at < max(s.ends_at) over (
          partition by s.intervention_id order by s.starts_at, s.session_id
          rows between unbounded preceding and 1 preceding) as too_early
        from aimline.intervention_session s
        where s.tenant_id = p_tenant and s.intervention_id = any(p_interventions) and s.status = 'scheduled') x
    where too_early)
  then
    raise exception 'Sessions of one intervention overlap.'
      using errcode = 'exclusion_violation', constraint = 'no_self_overlap';
  end if;

  -- An array, not a join: with stale statistics the planner chose a bad join (measured 2.5 ms against 15 ms).
  select array_agg((d.tenant_id, d.intervention_id, d.resource_id, d.kind, d.busy)::aimline.booking) into wanted
    from (
      select s.tenant_id, s.intervention_id, s.facilitator_id as resource_id, 'facilitator' as kind,
          range_agg(tstzrange(s.starts_at, s.ends_at)) as busy
        from aimline.intervention_session s
        where s.tenant_id = p_tenant and s.intervention_id = any(p_interventions) and s.status = 'scheduled'
        group by 1, 2, 3
      union all
      select s.tenant_id, s.intervention_id, s.room_id, 'room', range_agg(tstzrange(s.starts_at, s.ends_at))
        from aimline.intervention_session s
        where s.tenant_id = p_tenant and s.intervention_id = any(p_interventions) and s.status = 'scheduled'
          -- not a join: the planner would begin with the rooms (measured at 281 of them: 96 ms)
          and (select r.group_capacity from aimline.room r where r.tenant_id = p_tenant and r.room_id = s.room_id) = 1
        group by 1, 2, 3
      union all
      select s.tenant_id, s.intervention_id, e.student_id, 'student', range_agg(tstzrange(s.starts_at, s.ends_at))
        from aimline.intervention_session s
        join aimline.enrollment e
          on e.tenant_id = p_tenant and e.intervention_id = any(p_interventions)
          and e.intervention_id = s.intervention_id and s.local_date >= e.begin_date and (e.end_date is null or s.local_date <= e.end_date)
        where s.tenant_id = p_tenant and s.intervention_id = any(p_interventions) and s.status = 'scheduled'
        group by 1, 2, 3) d;

  delete from aimline.booking b
    where b.tenant_id = p_tenant and b.intervention_id = any(p_interventions)
      and not exists (
        select from unnest(wanted) w
        where w.intervention_id = b.intervention_id and w.resource_id = b.resource_id);
  -- One statement, so that the constraint is checked at its end; always in the same order, to avoid deadlocks.
  insert into aimline.booking as b (tenant_id, intervention_id, resource_id, kind, busy)
    select i.tenant_id, w.intervention_id, w.resource_id, w.kind, w.busy
      from aimline.intervention i
      join unnest(wanted) w on w.intervention_id = i.intervention_id
      where i.tenant_id = p_tenant and i.intervention_id = any(p_interventions)
      order by w.resource_id, w.intervention_id
    on conflict (tenant_id, intervention_id, resource_id)
      do update set busy = excluded.busy, kind = excluded.kind
      where b.busy is distinct from excluded.busy;

  -- A shared room is overbooked if, at the start of any session, more sessions are in progress than it has space for.
  for shared in
    select r.room_id, r.group_capacity from aimline.room r
      where r.tenant_id = p_tenant and r.group_capacity > 1 and r.room_id in (
        select s.room_id from aimline.intervention_session s
          where s.tenant_id = p_tenant and s.intervention_id = any(p_interventions) and s.status = 'scheduled')
      order by r.room_id
      for no key update
  loop
    if exists (
      select from aimline.intervention_session mine
        join aimline.intervention_session beginning
          on beginning.tenant_id = p_tenant and beginning.room_id = shared.room_id and beginning.status = 'scheduled'
          and beginning.starts_at >= mine.starts_at and beginning.starts_at < mine.ends_at
        where mine.tenant_id = p_tenant and mine.intervention_id = any(p_interventions)
          and mine.room_id = shared.room_id and mine.status = 'scheduled'
          and shared.group_capacity < (
            select count(*) from aimline.intervention_session present
              where present.tenant_id = p_tenant and present.room_id = shared.room_id and present.status = 'scheduled'
                and present.starts_at <= beginning.starts_at and present.ends_at > beginning.starts_at
                and present.starts_at > beginning.starts_at - interval '24 hours'))
    then
      raise exception 'The room is full.' using errcode = 'exclusion_violation', constraint = 'room_full';
    end if;
  end loop;
end $$;

comment on procedure aimline.refresh_bookings is
  'Recomputes the bookings of interventions from their sessions and enrollments. Raises 23P01: no_double_booking, no_self_overlap, room_full.';
