// @ts-check
/**
 * A registration that was entered by hand proves nothing about its owner, and an install page accepts any id: a
 * district could enter the client id and the deployment id of another district before that district does, and would
 * then receive its launches. A registration by link was made by the platform itself, for the holder of its registration
 * token. Only there may a coordinator approve new deployments; the operator of Aimline approves all others.
 */

/** @param {import('knex').Knex} knex */
exports.up = async (knex) => {
  await knex.raw(`
    alter table directory.lti_registration add column registered_by_link boolean not null default false;
    comment on column directory.lti_registration.registered_by_link is 'Whether the platform made it through a registration link (LTI Dynamic Registration), which only its own administrators can use.';

    drop policy lti_deployment_switched on directory.lti_deployment;
    create policy lti_deployment_switched on directory.lti_deployment for update to aimline_app
      using (
        tenant_id = current_setting('app.tenant_id')::uuid
        and (
          status <> 'pending'
          or exists (
            select from directory.lti_registration r
            where r.registration_id = lti_deployment.registration_id
              and r.tenant_id = lti_deployment.tenant_id
              and r.registered_by_link)))
      with check (tenant_id = current_setting('app.tenant_id')::uuid and status in ('active', 'disabled'));
  `);
};

/** @param {import('knex').Knex} knex */
exports.down = async (knex) => {
  await knex.raw(`
    drop policy lti_deployment_switched on directory.lti_deployment;
    create policy lti_deployment_switched on directory.lti_deployment for update to aimline_app
      using (tenant_id = current_setting('app.tenant_id')::uuid)
      with check (tenant_id = current_setting('app.tenant_id')::uuid and status in ('active', 'disabled'));
    alter table directory.lti_registration drop column registered_by_link;
  `);
};
