// @ts-check
/** Scopes of API clients. Existing clients may read the events, and nothing else. */

/** @param {import('knex').Knex} knex */
exports.up = async (knex) => {
  await knex.raw(`
    alter table aimline.api_client add column scopes text[] not null default '{event.list}';
    alter table aimline.api_client alter column scopes drop default;
    comment on table aimline.api_client is 'API clients: programs of the district that use the API.';
    comment on column aimline.api_client.scopes is 'The actions that it may call, such as event.list.';
  `);
};

/** @param {import('knex').Knex} knex */
exports.down = async (knex) => {
  await knex.raw(`
    alter table aimline.api_client drop column scopes;
    comment on table aimline.api_client is 'API clients: programs of the district that read the events.';
  `);
};
