// @ts-check
/** Secrets at rest are sealed under one of several keys, so that the key can be changed. */

/** @param {import('knex').Knex} knex */
exports.up = async (knex) => {
  await knex.raw(`
    comment on column directory.lti_tool_key.sealed_private_key is
      'PKCS #8, sealed with AES-256-GCM under lti.encryptionKey or, until it is sealed again, one of lti.previousEncryptionKeys; the box names the key.';
  `);
};

/** @param {import('knex').Knex} knex */
exports.down = async (knex) => {
  await knex.raw(`
    comment on column directory.lti_tool_key.sealed_private_key is 'PKCS #8, sealed with AES-256-GCM under lti.encryptionKey.';
  `);
};
