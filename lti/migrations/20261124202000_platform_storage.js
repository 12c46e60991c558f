// @ts-check
/** The storage of the LMS for tools whose data the browser does not store (LTI platform storage 0.1). */

/** @param {import('knex').Knex} knex */
exports.up = async (knex) => {
  await knex.raw(`
    alter table directory.lti_launch_state add column storage_target text;
    comment on column directory.lti_launch_state.storage_target is
      'The frame of the LMS that stores data for tools, as the login named it; null when the LMS offers none.';
  `);
};

/** @param {import('knex').Knex} knex */
exports.down = async (knex) => {
  await knex.raw('alter table directory.lti_launch_state drop column storage_target');
};
