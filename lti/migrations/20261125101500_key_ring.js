// @ts-check
/** Stored secrets are sealed with one of several keys, so that the key can be changed. */

/** @param {import('knex').Knex} knex */
exports.up = async (knex) => {
  await knex.raw(`
    comment on column directory.lti_tool_key.sealed_private_key is
      'PKCS #8, sealed with AES-256-GCM under lti.encryptionKey or, until it is resealed, one of lti.previousEncryptionKeys; the sealed value names its key.';
  `);
};

/** @param {import('knex').Knex} knex */
exports.down = async (knex) => {
  await knex.raw(`
    comment on column directory.lti_tool_key.sealed_private_key is 'PKCS #8, sealed with AES-256-GCM under lti.encryptionKey.';
  `);
};
