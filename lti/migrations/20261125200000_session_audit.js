// @ts-check
/**
 * What a platform wants back with the links for a course, and where, is its secret: Canvas signs a token into the
 * address. It stays with the session, which is removed when it is over, and out of the audit trail, which keeps
 * everything.
 */

/** @param {import('knex').Knex} knex */
exports.up = async (knex) => {
  await knex.raw(`
    drop trigger audited on aimline.launch_session;
    create trigger audited after insert or update or delete on aimline.launch_session for each row
      execute function aimline.write_audit_record('launch_session_id', 'code_hash', 'token_hash', 'deep_linking');
  `);
};

/** @param {import('knex').Knex} knex */
exports.down = async (knex) => {
  await knex.raw(`
    drop trigger audited on aimline.launch_session;
    create trigger audited after insert or update or delete on aimline.launch_session for each row
      execute function aimline.write_audit_record('launch_session_id', 'code_hash', 'token_hash');
  `);
};
