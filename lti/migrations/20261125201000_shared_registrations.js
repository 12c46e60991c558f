// @ts-check
/**
 * Where districts share a registration, nothing but its id says whose a deployment is, and an install page takes any id:
 * the launches of another district, which has not entered its own yet, would open here. There a coordinator approves no
 * new deployment; whoever runs Aimline does.
 */

/** @param {import('knex').Knex} knex */
exports.up = async (knex) => {
  await knex.raw(`
    drop policy lti_deployment_switched on directory.lti_deployment;
    create policy lti_deployment_switched on directory.lti_deployment for update to aimline_app
      using (
        tenant_id = current_setting('app.tenant_id')::uuid
        and (
          status <> 'pending'
          or exists (
            select from directory.lti_registration r
            where r.registration_id = lti_deployment.registration_id
              and r.tenant_id = lti_deployment.tenant_id)))
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
  `);
};
