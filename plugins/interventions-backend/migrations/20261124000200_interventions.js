// @ts-check
/**
 * Interventions, their sessions and participants, and the guarantee that no person or room is in two places at once.
 *
 * The guarantee is one exclusion constraint on `booking`, a table maintained by triggers: one row for each pair of an
 * intervention and a person or room, with all times at which it occupies them. So one constraint covers facilitators, rooms
 * and students alike, and later any other kind of occupation. Rooms with space for several groups are counted instead.
 */

/** @param {import('knex').Knex} knex */
exports.up = async (knex) => {
  await knex.raw(`
    create table aimline.intervention (
      tenant_id uuid not null,
      intervention_id uuid not null,
      title text not null,
      objective text not null,
      school_id uuid not null,
      owner_id uuid not null,
      facilitator_id uuid not null,
      room_id uuid,
      tier int not null,
      domain text not null,
      target_population text not null,
      begin_date date not null,
      end_date date not null,
      created_at timestamptz not null,
      title_key text not null generated always as (lower(title)) stored,
      constraint intervention_pkey primary key (tenant_id, intervention_id),
      constraint intervention_at_school foreign key (tenant_id, school_id) references aimline.school,
      constraint intervention_has_owner foreign key (tenant_id, owner_id) references aimline.staff,
      constraint intervention_has_facilitator foreign key (tenant_id, facilitator_id) references aimline.staff,
      constraint intervention_in_room foreign key (tenant_id, school_id, room_id)
        references aimline.room (tenant_id, school_id, room_id),
      constraint intervention_dates_in_order check (end_date >= begin_date),
      constraint intervention_tier_known check (tier between 1 and 3),
      constraint intervention_domain_known check
        (domain in ('reading', 'math', 'behavior', 'attendance', 'social_emotional', 'language'))
    );
    comment on table aimline.intervention is 'Support for a group of students or for one (Ed-Fi Intervention).';
    comment on column aimline.intervention.tenant_id is 'The tenant.';
    comment on column aimline.intervention.intervention_id is 'UUID version 7.';
    comment on column aimline.intervention.title is 'The title.';
    comment on column aimline.intervention.objective is 'What students will be able to do.';
    comment on column aimline.intervention.school_id is 'The school, whose time zone the meeting times are in.';
    comment on column aimline.intervention.owner_id is 'The staff member who is responsible for it.';
    comment on column aimline.intervention.facilitator_id is 'The staff member who leads its sessions unless a session has another one.';
    comment on column aimline.intervention.room_id is 'The room of its sessions unless a session has another one.';
    comment on column aimline.intervention.tier is '1 core, 2 small group, 3 intensive.';
    comment on column aimline.intervention.domain is 'The area of support, such as reading.';
    comment on column aimline.intervention.target_population is 'The students it is meant for.';
    comment on column aimline.intervention.begin_date is 'First day, inclusive.';
    comment on column aimline.intervention.end_date is 'Last day, inclusive.';
    comment on column aimline.intervention.created_at is 'When the request to create it arrived.';
    comment on column aimline.intervention.title_key is 'The title in lower case, for searching and sorting.';
    create index intervention_by_facilitator on aimline.intervention (facilitator_id, tenant_id);
    create index intervention_by_owner on aimline.intervention (owner_id, tenant_id);
    call aimline.protect_table('intervention', 'intervention_id');

    create table aimline.meeting_time (
      tenant_id uuid not null,
      intervention_id uuid not null,
      weekday text not null,
      start_time time not null,
      end_time time not null,
      constraint meeting_time_pkey primary key (tenant_id, intervention_id, weekday, start_time),
      constraint meeting_time_of_intervention foreign key (tenant_id, intervention_id) references aimline.intervention,
      constraint meeting_time_in_order check (end_time > start_time),
      constraint meeting_time_weekday_known check
        (weekday in ('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'))
    );
    comment on table aimline.meeting_time is 'When an intervention meets every week (Ed-Fi MeetingTime).';
    comment on column aimline.meeting_time.tenant_id is 'The tenant.';
    comment on column aimline.meeting_time.intervention_id is 'The intervention.';
    comment on column aimline.meeting_time.weekday is 'The day of the week.';
    comment on column aimline.meeting_time.start_time is 'On the wall clock of the school.';
    comment on column aimline.meeting_time.end_time is 'On the wall clock of the school, the same day.';
    call aimline.protect_table('meeting_time', 'intervention_id');

    create table aimline.intervention_session (
      tenant_id uuid not null,
      session_id uuid not null,
      intervention_id uuid not null,
      starts_at timestamptz not null,
      ends_at timestamptz not null,
      local_date date not null,
      facilitator_id uuid not null,
      room_id uuid,
      status text not null default 'scheduled',
      constraint intervention_session_pkey primary key (tenant_id, session_id),
      constraint session_of_intervention foreign key (tenant_id, intervention_id) references aimline.intervention,
      constraint session_has_facilitator foreign key (tenant_id, facilitator_id) references aimline.staff,
      constraint session_in_room foreign key (tenant_id, room_id) references aimline.room,
      constraint session_status_known check (status in ('scheduled', 'cancelled')),
      -- with the upper limit, a search for overlaps reads one day of a B-tree index
      constraint session_times_in_order check (ends_at > starts_at and ends_at <= starts_at + interval '24 hours')
    );
    comment on table aimline.intervention_session is 'One dated meeting of an intervention.';
    comment on column aimline.intervention_session.tenant_id is 'The tenant.';
    comment on column aimline.intervention_session.session_id is 'UUID version 7.';
    comment on column aimline.intervention_session.intervention_id is 'The intervention.';
    comment on column aimline.intervention_session.starts_at is 'Inclusive.';
    comment on column aimline.intervention_session.ends_at is 'Exclusive: back-to-back sessions do not overlap.';
    comment on column aimline.intervention_session.local_date is 'The day in the time zone of the school.';
    comment on column aimline.intervention_session.facilitator_id is 'Who leads it.';
    comment on column aimline.intervention_session.room_id is 'Where it meets.';
    comment on column aimline.intervention_session.status is 'A cancelled session occupies no one. Whether a session was held follows from its attendance records.';
    create index session_by_intervention on aimline.intervention_session (intervention_id, tenant_id, starts_at);
    create index session_by_date on aimline.intervention_session (local_date, tenant_id);
    create index session_by_facilitator on aimline.intervention_session (facilitator_id, tenant_id, starts_at);
    create index session_by_room on aimline.intervention_session (room_id, tenant_id, starts_at);
    call aimline.protect_table('intervention_session', 'session_id');

    create table aimline.enrollment (
      tenant_id uuid not null,
      enrollment_id uuid not null,
      intervention_id uuid not null,
      student_id uuid not null,
      status text not null,
      source text not null,
      begin_date date not null,
      end_date date,
      enrolled_by uuid not null,
      enrolled_at timestamptz not null,
      constraint enrollment_pkey primary key (tenant_id, enrollment_id),
      constraint enrollment_of_intervention foreign key (tenant_id, intervention_id) references aimline.intervention,
      constraint enrollment_of_student foreign key (tenant_id, student_id) references aimline.student,
      constraint enrollment_by_staff foreign key (tenant_id, enrolled_by) references aimline.staff,
      constraint enrollment_status_known check (status in ('active', 'withdrawn')),
      constraint enrollment_source_known check (source in ('manual')),
      constraint enrollment_withdrawn_has_end check ((status = 'withdrawn') = (end_date is not null)),
      -- the day before the first day: an enrollment that was taken back before it began
      constraint enrollment_dates_in_order check (end_date >= begin_date - 1),
      constraint enrollment_once exclude using gist (
        tenant_id with =, intervention_id with =, student_id with =,
        (case when end_date < begin_date then 'empty' else daterange(begin_date, end_date, '[]') end) with &&)
    );
    comment on table aimline.enrollment is 'A student''s part in an intervention.';
    comment on column aimline.enrollment.tenant_id is 'The tenant.';
    comment on column aimline.enrollment.enrollment_id is 'UUID version 7.';
    comment on column aimline.enrollment.intervention_id is 'The intervention.';
    comment on column aimline.enrollment.student_id is 'The student.';
    comment on column aimline.enrollment.status is 'Active until withdrawn.';
    comment on column aimline.enrollment.source is 'How the student was enrolled.';
    comment on column aimline.enrollment.begin_date is 'First day, inclusive.';
    comment on column aimline.enrollment.end_date is 'Last day, inclusive; null while active.';
    comment on column aimline.enrollment.enrolled_by is 'Who enrolled the student.';
    comment on column aimline.enrollment.enrolled_at is 'When the request arrived.';
    create index enrollment_by_intervention on aimline.enrollment (intervention_id, tenant_id);
    create index enrollment_by_student on aimline.enrollment (student_id, tenant_id);
    call aimline.protect_table('enrollment', 'enrollment_id');
  `);

  await knex.raw(`
    create table aimline.booking (
      tenant_id uuid not null,
      intervention_id uuid not null,
      resource_id uuid not null,
      kind text not null,
      busy tstzmultirange not null,
      constraint booking_pkey primary key (tenant_id, intervention_id, resource_id),
      constraint booking_kind_known check (kind in ('facilitator', 'room', 'student')),
      constraint booking_not_empty check (not isempty(busy)),
      constraint no_double_booking exclude using gist
        (tenant_id with =, resource_id with =, busy with &&) deferrable initially immediate
    );
    comment on table aimline.booking is 'The times at which an intervention occupies a facilitator, a room or a student. Maintained by triggers of intervention_session and enrollment.';
    comment on column aimline.booking.tenant_id is 'The tenant.';
    comment on column aimline.booking.intervention_id is 'The intervention.';
    comment on column aimline.booking.resource_id is 'The staff member, room or student.';
    comment on column aimline.booking.kind is 'The kind of resource.';
    comment on column aimline.booking.busy is 'Half-open ranges: back-to-back sessions do not overlap.';
    call aimline.wall_off('booking');
    grant select on aimline.booking to aimline_app;

    create procedure aimline.refresh_bookings(p_tenant uuid, p_interventions uuid[]) language plpgsql as $$
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
              and (select r.holds from aimline.room r where r.tenant_id = p_tenant and r.room_id = s.room_id) = 1
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

      -- A shared room is overbooked if, at the begin of any session, more sessions are in progress than it has space for.
      for shared in
        select r.room_id, r.holds from aimline.room r
          where r.tenant_id = p_tenant and r.holds > 1 and r.room_id in (
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
              and shared.holds < (
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

    -- Transition tables are copied to variables first, so that every statement has a tenant and could run on one server.
    create function aimline.refresh_changed_bookings() returns trigger
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
  `);

  for (const table of ['intervention_session', 'enrollment']) {
    await knex.raw(`
      create trigger bookings_after_insert after insert on aimline.${table}
        referencing new table as new_rows for each statement execute function aimline.refresh_changed_bookings();
      create trigger bookings_after_update after update on aimline.${table}
        referencing new table as new_rows old table as old_rows for each statement execute function aimline.refresh_changed_bookings();
      create trigger bookings_after_delete after delete on aimline.${table}
        referencing old table as old_rows for each statement execute function aimline.refresh_changed_bookings();
    `);
  }

  await knex.raw(`
    create table aimline.attendance_record (
      tenant_id uuid not null,
      attendance_id uuid not null,
      session_id uuid not null,
      student_id uuid not null,
      intervention_id uuid not null,
      status text not null,
      reason text,
      note text,
      recorded_by uuid not null,
      recorded_at timestamptz not null,
      constraint attendance_record_pkey primary key (tenant_id, attendance_id),
      constraint attendance_once unique (tenant_id, session_id, student_id),
      constraint attendance_of_session foreign key (tenant_id, session_id) references aimline.intervention_session,
      constraint attendance_of_student foreign key (tenant_id, student_id) references aimline.student,
      constraint attendance_by_staff foreign key (tenant_id, recorded_by) references aimline.staff,
      constraint attendance_status_known check
        (status in ('present', 'tardy', 'early_departure', 'partial', 'excused_absence', 'unexcused_absence')),
      constraint attendance_reason_not_for_present check (reason is null or status <> 'present')
    );
    comment on table aimline.attendance_record is 'The attendance of one student in one session (Ed-Fi StudentInterventionAttendanceEvent). No row means not recorded.';
    comment on column aimline.attendance_record.tenant_id is 'The tenant.';
    comment on column aimline.attendance_record.attendance_id is 'UUID version 7.';
    comment on column aimline.attendance_record.session_id is 'The session.';
    comment on column aimline.attendance_record.student_id is 'The student.';
    comment on column aimline.attendance_record.intervention_id is 'The intervention of the session, so that a dashboard reads one index.';
    comment on column aimline.attendance_record.status is 'Ed-Fi AttendanceEventCategory.';
    comment on column aimline.attendance_record.reason is 'Why the student was absent or missed a part.';
    comment on column aimline.attendance_record.note is 'A free text note.';
    comment on column aimline.attendance_record.recorded_by is 'Who recorded it last.';
    comment on column aimline.attendance_record.recorded_at is 'When the request arrived.';
    create index attendance_by_intervention on aimline.attendance_record (intervention_id, tenant_id) include (session_id, student_id, status);
    create index attendance_by_student on aimline.attendance_record (student_id, tenant_id) include (session_id, status);
    call aimline.protect_table('attendance_record', 'attendance_id');

    create table aimline.progress_note (
      tenant_id uuid not null,
      note_id uuid not null,
      intervention_id uuid not null,
      student_id uuid not null,
      author_id uuid not null,
      noted_on date not null,
      rating int,
      text text not null,
      recorded_at timestamptz not null,
      constraint progress_note_pkey primary key (tenant_id, note_id),
      constraint progress_note_of_intervention foreign key (tenant_id, intervention_id) references aimline.intervention,
      constraint progress_note_of_student foreign key (tenant_id, student_id) references aimline.student,
      constraint progress_note_by_staff foreign key (tenant_id, author_id) references aimline.staff,
      constraint progress_note_rating_known check (rating between 1 and 4)
    );
    comment on table aimline.progress_note is 'A note on a student in an intervention.';
    comment on column aimline.progress_note.tenant_id is 'The tenant.';
    comment on column aimline.progress_note.note_id is 'UUID version 7.';
    comment on column aimline.progress_note.intervention_id is 'The intervention.';
    comment on column aimline.progress_note.student_id is 'The student.';
    comment on column aimline.progress_note.author_id is 'Who wrote it.';
    comment on column aimline.progress_note.noted_on is 'The day that the note is about, in the time zone of the school.';
    comment on column aimline.progress_note.rating is '1 not yet, 2 with support, 3 mostly, 4 independently.';
    comment on column aimline.progress_note.text is 'The note.';
    comment on column aimline.progress_note.recorded_at is 'When the request arrived.';
    create index progress_note_by_intervention on aimline.progress_note (intervention_id, tenant_id, noted_on);
    create index progress_note_by_student on aimline.progress_note (student_id, tenant_id, noted_on);
    call aimline.protect_table('progress_note', 'note_id');
  `);
};

/** @param {import('knex').Knex} knex */
exports.down = async (knex) => {
  await knex.raw(`
    drop table aimline.progress_note, aimline.attendance_record, aimline.enrollment, aimline.intervention_session,
      aimline.meeting_time, aimline.booking, aimline.intervention;
    drop function aimline.refresh_changed_bookings;
    drop procedure aimline.refresh_bookings;
  `);
};
