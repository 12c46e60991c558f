// @ts-check
/**
 * How far the members of a course are read. Rosters come from outside, in pieces and in the background: here is who reads
 * which course now, what that reading has met, and how the one before ended. Means and no facts, renewed with every
 * reading: they leave no audit record; the people whom a reading adds, renames and removes do.
 */

/** @param {import('knex').Knex} knex */
exports.up = async (knex) => {
  await knex.raw(`
    create table aimline.course_roster (
      tenant_id uuid not null,
      course_id uuid not null,
      reading_id uuid,
      lease_ends_at timestamptz,
      begun_at timestamptz,
      members_met int not null default 0,
      read_at timestamptz,
      failed_at timestamptz,
      constraint course_roster_pkey primary key (tenant_id, course_id),
      constraint course_roster_of_course foreign key (tenant_id, course_id) references aimline.course,
      constraint course_roster_reading_has_lease check ((reading_id is null) = (lease_ends_at is null))
    );
    comment on table aimline.course_roster is 'How far the members of a course are read. A course without a row is of a platform that does not list them. Not audited: progress of a sync; the members that it finds are.';
    comment on column aimline.course_roster.tenant_id is 'The tenant.';
    comment on column aimline.course_roster.course_id is 'The course.';
    comment on column aimline.course_roster.reading_id is 'The reading under way, UUID version 7; null when there is none. Whatever another reading still wants to write is refused.';
    comment on column aimline.course_roster.lease_ends_at is 'When another reading may take over; the one under way moves it ahead.';
    comment on column aimline.course_roster.begun_at is 'When a reading began last; null until the first one.';
    comment on column aimline.course_roster.members_met is 'How many members the reading under way has met, 0 when there is none.';
    comment on column aimline.course_roster.read_at is 'When a reading was complete last.';
    comment on column aimline.course_roster.failed_at is 'When the last reading failed; null when it was complete.';
    call aimline.wall_off('course_roster');
    grant select, insert, update, delete on aimline.course_roster to aimline_app;

    create table aimline.course_roster_batch (
      tenant_id uuid not null,
      course_id uuid not null,
      batch_id uuid not null,
      student_ids uuid[] not null,
      staff jsonb not null,
      others text[] not null,
      constraint course_roster_batch_pkey primary key (tenant_id, course_id, batch_id),
      constraint course_roster_batch_of_roster foreign key (tenant_id, course_id) references aimline.course_roster
    );
    comment on table aimline.course_roster_batch is 'Whom the reading under way has met, some hundred in a row; gone when it ends. Only a complete reading tells who is no longer a member. Not audited: the members are.';
    comment on column aimline.course_roster_batch.tenant_id is 'The tenant.';
    comment on column aimline.course_roster_batch.course_id is 'The course.';
    comment on column aimline.course_roster_batch.batch_id is 'UUID version 7, in the order of the reading.';
    comment on column aimline.course_roster_batch.student_ids is 'The students.';
    comment on column aimline.course_roster_batch.staff is 'The staff, not yet recorded: whom a later batch lists as a student is none.';
    comment on column aimline.course_roster_batch.others is 'External ids of all who are not students, staff and people who left among them.';
    call aimline.wall_off('course_roster_batch');
    grant select, insert, update, delete on aimline.course_roster_batch to aimline_app;
  `);
};

/** @param {import('knex').Knex} knex */
exports.down = async (knex) => {
  await knex.raw('drop table aimline.course_roster_batch, aimline.course_roster');
};
