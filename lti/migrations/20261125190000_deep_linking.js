// @ts-check
/** Launches that ask which place of the app a course should link to (LTI Deep Linking 2.0). */

/** @param {import('knex').Knex} knex */
exports.up = async (knex) => {
  await knex.raw(`
    alter table aimline.launch_session
      add column deep_linking jsonb,
      add column deep_linking_answered_at timestamptz,
      add constraint launch_session_answers_a_request check (deep_linking_answered_at is null or deep_linking is not null);
    comment on column aimline.launch_session.deep_linking is
      'What the platform asked for: where to send the links, how many, and what to send back along with them. Nothing about people; null when it asked for none.';
    comment on column aimline.launch_session.deep_linking_answered_at is
      'When the links were handed out, or the choice was cancelled; a request is answered once.';
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
