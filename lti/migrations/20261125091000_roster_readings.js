// @ts-check
/**
 * The checkpoint that a completed sync of a course's members stores for the next one, so that only changes are fetched.
 * The time of the sync is in course_roster. No longer audited: each sync changes these technical values.
 */

/** @param {import('knex').Knex} knex */
exports.up = async (knex) => {
  await knex.raw(`
    drop trigger audited on aimline.lti_course;
    alter table aimline.lti_course
      drop column synced_at,
      add column etag text,
      add column differences_url text,
      add column all_read_at timestamptz;
    comment on table aimline.lti_course is 'The source and the checkpoint of the sync of a course''s members (Names and Role Provisioning Services). Not audited: an address; the members are.';
    comment on column aimline.lti_course.etag is 'ETag of the list, when it was on one page and nothing was read since.';
    comment on column aimline.lti_course.differences_url is 'Where the changes since the last completed sync can be fetched; null when the platform does not offer them.';
    comment on column aimline.lti_course.all_read_at is 'When all members were last read; null after a sync that was not completed.';
  `);
};

/** @param {import('knex').Knex} knex */
exports.down = async (knex) => {
  await knex.raw(`
    alter table aimline.lti_course
      drop column etag,
      drop column differences_url,
      drop column all_read_at,
      add column synced_at timestamptz not null default now();
    alter table aimline.lti_course alter column synced_at drop default;
    comment on column aimline.lti_course.synced_at is 'When they were last read.';
    create trigger audited after insert or update or delete on aimline.lti_course
      for each row execute function aimline.write_audit_record('course_id');
  `);
};
