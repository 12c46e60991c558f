create or replace trigger bookings_after_insert after insert on aimline.intervention_session
  referencing new table as new_rows
  for each statement execute function aimline.refresh_changed_bookings();
create or replace trigger bookings_after_update after update on aimline.intervention_session
  referencing new table as new_rows old table as old_rows
  for each statement execute function aimline.refresh_changed_bookings();
create or replace trigger bookings_after_delete after delete on aimline.intervention_session
  referencing old table as old_rows
  for each statement execute function aimline.refresh_changed_bookings();

create or replace trigger bookings_after_insert after insert on aimline.enrollment
  referencing new table as new_rows
  for each statement execute function aimline.refresh_changed_bookings();
create or replace trigger bookings_after_update after update on aimline.enrollment
  referencing new table as new_rows old table as old_rows
  for each statement execute function aimline.refresh_changed_bookings();
create or replace trigger bookings_after_delete after delete on aimline.enrollment
  referencing old table as old_rows
  for each statement execute function aimline.refresh_changed_bookings();

create or replace trigger bookings_after_capacity after update of group_capacity on aimline.room
  for each row when (old.group_capacity is distinct from new.group_capacity)
  execute function aimline.refresh_bookings_of_room();
