// @ts-check
/**
 * What a complete reading of a course's members leaves for the next one, so that it need not ask for everybody. When it
 * was is the service's to know (course_roster). These are means, changed by each reading: no longer audited.
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
    comment on table aimline.lti_course is 'Where and how the members of a course are read from its platform (Names and Role Provisioning Services). Not audited: an address; the members are.';
    comment on column aimline.lti_course.etag is 'Validator of the list, when it was on one page and nothing was read since.';
    comment on column aimline.lti_course.differences_url is 'Where the platform tells what has changed since the last complete reading; null when it does not.';
    comment on column aimline.lti_course.all_read_at is 'When everybody was listed last; null after a reading that was not complete.';
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
    comment on column aimline.lti_course.synced_at is 'When they were read last.';
    create trigger audited after insert or update or delete on aimline.lti_course
      for each row execute function aimline.write_audit_record('course_id');
  `);
};
