// @ts-check
/**
 * The address and the data with which a platform receives the links for a course are its secrets: Canvas puts a signed
 * token into the address. They are stored with the session, which is deleted after it has expired, and not in the audit
 * trail, which is permanent.
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
