// @ts-check
/**
 * The state of roster syncs. Rosters are synced in batches, in the background: these tables hold which sync of a course is in
 * progress, the members it has recorded, and the outcome of the last one. They are temporary, so they leave no audit record;
 * the people whom a sync adds, renames and removes do.
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
    comment on table aimline.course_roster is 'The sync state of the members of a course. A course without a row has no source that lists its members. Not audited: progress of a sync; the members that it finds are.';
    comment on column aimline.course_roster.tenant_id is 'The tenant.';
    comment on column aimline.course_roster.course_id is 'The course.';
    comment on column aimline.course_roster.reading_id is 'The sync in progress, UUID version 7; null without one. Writes of any other sync are refused.';
    comment on column aimline.course_roster.lease_ends_at is 'When another sync may take over; the one in progress extends it.';
    comment on column aimline.course_roster.begun_at is 'When the last sync began; null before the first.';
    comment on column aimline.course_roster.members_met is 'The number of members that the sync in progress has recorded; 0 without one.';
    comment on column aimline.course_roster.read_at is 'When the last complete sync ended.';
    comment on column aimline.course_roster.failed_at is 'When the last sync failed; null when it was complete.';
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
    comment on table aimline.course_roster_batch is 'The members that the sync in progress has recorded, some hundred in a row; deleted when it ends. Only a complete sync shows who is no longer a member. Not audited: the members are.';
    comment on column aimline.course_roster_batch.tenant_id is 'The tenant.';
    comment on column aimline.course_roster_batch.course_id is 'The course.';
    comment on column aimline.course_roster_batch.batch_id is 'UUID version 7, in the order of the batches.';
    comment on column aimline.course_roster_batch.student_ids is 'The students.';
    comment on column aimline.course_roster_batch.staff is 'Staff, recorded only at the end, because a later batch may list them as students.';
    comment on column aimline.course_roster_batch.others is 'External ids of all members who are not students, including staff and those who left.';
    call aimline.wall_off('course_roster_batch');
    grant select, insert, update, delete on aimline.course_roster_batch to aimline_app;
  `);
};

/** @param {import('knex').Knex} knex */
exports.down = async (knex) => {
  await knex.raw('drop table aimline.course_roster_batch, aimline.course_roster');
};
