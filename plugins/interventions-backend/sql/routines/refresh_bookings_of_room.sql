create or replace function aimline.refresh_bookings_of_room() returns trigger
language plpgsql security definer set search_path = aimline, public, pg_temp as $$
declare
  meeting_here uuid[];
begin
  -- A transaction that books the room by what it held before holds a key share lock on it, from the foreign key of the
  -- session: after the wait, those sessions are seen below.
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
  'Trigger: refreshes the bookings of the interventions that meet in a room. Refuses, as a booking would, what the room can no longer hold.';
