// @ts-check
/**
 * Key rotation: a new key is published before it signs, and its predecessor for a day afterwards, so that no platform
 * receives a signature of a key that it has not read.
 */

/** @param {import('knex').Knex} knex */
exports.up = async (knex) => {
  await knex.raw(`
    drop index directory.lti_tool_key_one_active;
    alter table directory.lti_tool_key
      drop column status,
      add column predecessor_kid text,
      add column signs_from timestamptz not null default now(),
      add constraint lti_tool_key_of_predecessor foreign key (predecessor_kid) references directory.lti_tool_key,
      add constraint lti_tool_key_one_successor unique nulls not distinct (predecessor_kid);
    update directory.lti_tool_key set signs_from = created_at;
    comment on column directory.lti_tool_key.predecessor_kid is 'The key that it takes over from; null for the first one. Each key has one successor, also when processes rotate or start concurrently.';
    comment on column directory.lti_tool_key.signs_from is 'When it takes over. Until then it is published but does not sign; its predecessor is published for a day afterwards.';
    comment on constraint lti_tool_key_one_successor on directory.lti_tool_key is 'Processes that start together agree on one first key.';
  `);
};

/** @param {import('knex').Knex} knex */
exports.down = async (knex) => {
  await knex.raw(`
    alter table directory.lti_tool_key
      add column status text not null default 'retired',
      add constraint lti_tool_key_status_known check (status in ('active', 'retired'));
    update directory.lti_tool_key
    set status = 'active'
    where kid = (select kid from directory.lti_tool_key where signs_from <= now() order by signs_from desc limit 1);
    alter table directory.lti_tool_key
      alter column status drop default,
      drop constraint lti_tool_key_one_successor,
      drop constraint lti_tool_key_of_predecessor,
      drop column predecessor_kid,
      drop column signs_from;
    comment on column directory.lti_tool_key.status is 'The active key signs; a retired one is still published.';
    create unique index lti_tool_key_one_active on directory.lti_tool_key (status) where status = 'active';
    comment on index directory.lti_tool_key_one_active is 'Processes that start together agree on one key.';
  `);
};
