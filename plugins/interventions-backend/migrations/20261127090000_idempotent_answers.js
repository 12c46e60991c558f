// @ts-check
/** What makes it safe to send a write again: the answer is kept with the change, under the key that the client chose. */

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
    comment on table aimline.idempotent_answer is 'Answers to writes that came with a key: who sends the same again gets the same answer, and nothing is done. Kept for a day. Not audited: the write is.';
    comment on column aimline.idempotent_answer.tenant_id is 'The tenant.';
    comment on column aimline.idempotent_answer.person_id is 'Who asked: the keys of two people have nothing to do with each other.';
    comment on column aimline.idempotent_answer.key is 'The header Idempotency-Key as it was sent.';
    comment on column aimline.idempotent_answer.request_hash is 'SHA-256 of the action and of all that it took: the key belongs to this one request.';
    comment on column aimline.idempotent_answer.answer is 'The body of the answer; null when it told a secret, and inside the transaction that makes it.';
    comment on column aimline.idempotent_answer.asked_at is 'When the request came.';
    call aimline.wall_off('idempotent_answer');
    grant select, insert, update, delete on aimline.idempotent_answer to aimline_app;
  `);
};

/** @param {import('knex').Knex} knex */
exports.down = async (knex) => {
  await knex.raw('drop table aimline.idempotent_answer');
};
