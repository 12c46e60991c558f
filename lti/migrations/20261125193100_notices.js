// @ts-check
/**
 * Notices of platforms (LTI Platform Notification Service 1.0): the registrations for them, and the notices that were
 * accepted.
 */

/** @param {import('knex').Knex} knex */
exports.up = async (knex) => {
  await knex.raw(`
    create table directory.lti_notice_handler (
      registration_id uuid not null,
      deployment_id text not null,
      service_url text not null,
      tried_at timestamptz not null,
      registered_at timestamptz,
      failed_at timestamptz,
      constraint lti_notice_handler_pkey primary key (registration_id, deployment_id),
      constraint lti_notice_handler_of_deployment foreign key (registration_id, deployment_id)
        references directory.lti_deployment on delete cascade
    );
    comment on table directory.lti_notice_handler is 'Registrations with platforms to receive notices for a deployment.';
    comment on column directory.lti_notice_handler.registration_id is 'The platform.';
    comment on column directory.lti_notice_handler.deployment_id is 'The deployment.';
    comment on column directory.lti_notice_handler.service_url is 'The notification service of the platform.';
    comment on column directory.lti_notice_handler.tried_at is 'When the last attempt was claimed; of concurrent launches, one claims it.';
    comment on column directory.lti_notice_handler.registered_at is 'When the last attempt at this service succeeded; null when none has.';
    comment on column directory.lti_notice_handler.failed_at is 'When the last attempt failed; null after a success.';
    grant select, insert, update on directory.lti_notice_handler to aimline_app;

    create table aimline.lti_notice (
      tenant_id uuid not null,
      registration_id uuid not null,
      notice_id text not null,
      taken_at timestamptz not null,
      constraint lti_notice_pkey primary key (tenant_id, registration_id, notice_id)
    );
    comment on table aimline.lti_notice is 'Accepted notices: each takes effect once, also with concurrent deliveries. Not audited: what a notice changes is.';
    comment on column aimline.lti_notice.tenant_id is 'The tenant.';
    comment on column aimline.lti_notice.registration_id is 'The platform.';
    comment on column aimline.lti_notice.notice_id is 'The id of the notice on the platform.';
    comment on column aimline.lti_notice.taken_at is 'When it was accepted; the row is deleted a month later.';
    create index lti_notice_by_age on aimline.lti_notice (taken_at, tenant_id);
    call aimline.wall_off('lti_notice');
    grant select, insert, delete on aimline.lti_notice to aimline_app;
  `);
};

/** @param {import('knex').Knex} knex */
exports.down = async (knex) => {
  await knex.raw('drop table aimline.lti_notice, directory.lti_notice_handler');
};
