create or replace function aimline.refresh_bookings_of_room() returns trigger
language plpgsql security definer set search_path = aimline, public, pg_temp as $$
declare
  meeting_here uuid[];
begin
  -- A transaction that books the room with its former capacity holds a key share lock on it, from the foreign key of the
  -- session: after waiting for it, its sessions are visible below.
  perform from aimline.room r where r.tenant_id = new.tenant_id and r.room_id = new.room_id for update;
  select array_agg(distinct s.intervention_id) into meeting_here
    from aimline.intervention_session s
    where s.tenant_id = new.tenant_id and s.room_id = new.room_id and s.status = 'scheduled';
  if meeting_here is not null then
    call refresh_bookings(new.tenant_id, meeting_here);
  end if;
  return null;
end $$;

comment on function aimline.refresh_bookings_of_room is
  'Trigger: recomputes the bookings of the interventions that meet in a room. Fails like a booking when the room has no space for them any more.';
