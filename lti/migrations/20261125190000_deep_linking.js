// @ts-check
/** Launches that request links to pages of the app for a course (LTI Deep Linking 2.0). */

/** @param {import('knex').Knex} knex */
exports.up = async (knex) => {
  await knex.raw(`
    alter table aimline.launch_session
      add column deep_linking jsonb,
      add column deep_linking_answered_at timestamptz,
      add constraint launch_session_answers_a_request check (deep_linking_answered_at is null or deep_linking is not null);
    comment on column aimline.launch_session.deep_linking is
      'The request of the platform: where to send the links, how many, and the data to return with them. No personal data; null when the launch was no request for links.';
    comment on column aimline.launch_session.deep_linking_answered_at is
      'When the links were sent, or the choice was cancelled; a request is answered once.';
  `);
};

/** @param {import('knex').Knex} knex */
exports.down = async (knex) => {
  await knex.raw(`
    alter table aimline.launch_session
      drop column deep_linking_answered_at,
      drop column deep_linking;
  `);
};
