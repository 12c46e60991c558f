// @ts-check
/** Idempotency keys, which make writes safe to retry: the response is stored with the change, under a key of the client. */

/** @param {import('knex').Knex} knex */
exports.up = async (knex) => {
  await knex.raw(`
    create table aimline.idempotent_answer (
      tenant_id uuid not null,
      person_id uuid not null,
      key text not null,
      request_hash bytea not null,
      answer json,
      asked_at timestamptz not null,
      constraint idempotent_answer_pkey primary key (tenant_id, person_id, key),
      constraint idempotent_answer_key_is_visible check (key ~ '^[!-~]{1,100}$'),
      constraint idempotent_answer_request_is_sha256 check (length(request_hash) = 32)
    );
    comment on table aimline.idempotent_answer is 'Stored responses to writes with an Idempotency-Key: a repeated request gets the same response, and is not executed again. Stored for a day. Not audited: the write is.';
    comment on column aimline.idempotent_answer.tenant_id is 'The tenant.';
    comment on column aimline.idempotent_answer.person_id is 'The person; keys of different people are independent.';
    comment on column aimline.idempotent_answer.key is 'The header Idempotency-Key as it was sent.';
    comment on column aimline.idempotent_answer.request_hash is 'SHA-256 of the action and its input, because a key belongs to one request.';
    comment on column aimline.idempotent_answer.answer is 'The body of the response; null when it contained a secret, and until its transaction commits.';
    comment on column aimline.idempotent_answer.asked_at is 'When the request arrived.';
    call aimline.wall_off('idempotent_answer');
    grant select, insert, update, delete on aimline.idempotent_answer to aimline_app;
  `);
};

/** @param {import('knex').Knex} knex */
exports.down = async (knex) => {
  await knex.raw('drop table aimline.idempotent_answer');
};
