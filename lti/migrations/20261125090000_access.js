// @ts-check
/**
 * Access decided by the district: coordinators are approved, roles of the LMS and people by their id are mapped, and a
 * coordinator enables and disables the deployments of the district. A launch only proposes a coordinator.
 */

/** @param {import('knex').Knex} knex */
exports.up = async (knex) => {
  await knex.raw(`
    create table aimline.coordinator_candidate (
      tenant_id uuid not null,
      staff_id uuid not null,
      status text not null,
      code text not null,
      requested_at timestamptz not null,
      decided_at timestamptz,
      decided_by uuid,
      constraint coordinator_candidate_pkey primary key (tenant_id, staff_id),
      constraint coordinator_candidate_is_staff foreign key (tenant_id, staff_id) references aimline.staff,
      constraint coordinator_candidate_code_once unique (tenant_id, code),
      constraint coordinator_candidate_status_known check (status in ('pending', 'approved', 'declined')),
      constraint coordinator_candidate_decided check ((status = 'pending') = (decided_at is null))
    );
    comment on table aimline.coordinator_candidate is 'Administrators of the LMS who have opened Aimline. They are coordinators of the district while they are approved here and the LMS sends them as administrators.';
    comment on column aimline.coordinator_candidate.tenant_id is 'The tenant.';
    comment on column aimline.coordinator_candidate.staff_id is 'The person.';
    comment on column aimline.coordinator_candidate.status is 'pending until a decision, then approved or declined.';
    comment on column aimline.coordinator_candidate.code is 'The code that the candidate sees and tells the approver, so that the right one is approved.';
    comment on column aimline.coordinator_candidate.requested_at is 'When they first launched as an administrator.';
    comment on column aimline.coordinator_candidate.decided_at is 'When it was last decided; null while pending.';
    comment on column aimline.coordinator_candidate.decided_by is 'The coordinator who decided; null for the operator of Aimline.';
    call aimline.protect_table('coordinator_candidate', 'staff_id');

    create table aimline.role_mapping (
      tenant_id uuid not null,
      role_mapping_id uuid not null,
      registration_id uuid not null,
      deployment_id text not null,
      matches text not null,
      value text not null,
      role text not null,
      constraint role_mapping_pkey primary key (tenant_id, role_mapping_id),
      constraint role_mapping_once unique (tenant_id, registration_id, deployment_id, matches, value),
      constraint role_mapping_matches_known check (matches in ('lms_role', 'person_sourcedid')),
      constraint role_mapping_role_known check (role in ('coordinator', 'educator', 'interventionist', 'none'))
    );
    comment on table aimline.role_mapping is 'Role mappings: the role in Aimline of users with a role of the LMS, or with an id of the student information system. They replace the roles derived from the launch.';
    comment on column aimline.role_mapping.tenant_id is 'The tenant.';
    comment on column aimline.role_mapping.role_mapping_id is 'UUID version 7.';
    comment on column aimline.role_mapping.registration_id is 'The platform.';
    comment on column aimline.role_mapping.deployment_id is 'The deployment it is for.';
    comment on column aimline.role_mapping.matches is 'lms_role: a role in the course; person_sourcedid: a person by the id of the student information system.';
    comment on column aimline.role_mapping.value is 'The role in lower case, or the id verbatim.';
    comment on column aimline.role_mapping.role is 'The role in Aimline; none gives no access.';
    call aimline.protect_table('role_mapping', 'role_mapping_id');

    alter table aimline.launch_session
      add column passed_checks text[] not null default '{}',
      add column mentored_subjects text[] not null default '{}',
      drop column student_ids;
    comment on column aimline.launch_session.mentored_subjects is 'Subjects of a caregiver''s students on the platform; empty for all other users.';
    comment on column aimline.launch_session.passed_checks is 'The codes of the checks that its launch passed, in order.';
    alter table directory.lti_failed_launch add column passed_checks text[] not null default '{}';
    comment on column directory.lti_failed_launch.passed_checks is 'The codes of the checks that the latest of these launches passed before, in order.';

    -- A coordinator enables and disables deployments of the own district, and cannot change anything else of them.
    create policy lti_deployment_switched on directory.lti_deployment for update to aimline_app
      using (tenant_id = current_setting('app.tenant_id')::uuid)
      with check (tenant_id = current_setting('app.tenant_id')::uuid and status in ('active', 'disabled'));
    grant update (status) on directory.lti_deployment to aimline_app;

    create function directory.act_in_tenant() returns trigger language plpgsql as $$
    begin
      if coalesce(current_setting('app.tenant_id', true), '') = '' then
        perform set_config('app.tenant_id', new.tenant_id::text, true),
          set_config('app.action', 'deployment.set_status', true);
      end if;
      return new;
    end $$;
    comment on function directory.act_in_tenant is
      'Trigger: the operator acts in no tenant; changes of a deployment are audited in its tenant.';
    create trigger act_in_tenant before update of status on directory.lti_deployment for each row
      when (old.status is distinct from new.status) execute function directory.act_in_tenant();
    create trigger audited after update of status on directory.lti_deployment for each row
      when (old.status is distinct from new.status) execute function aimline.write_audit_record('registration_id');
  `);
};

/** @param {import('knex').Knex} knex */
exports.down = async (knex) => {
  await knex.raw(`
    drop trigger audited on directory.lti_deployment;
    drop trigger act_in_tenant on directory.lti_deployment;
    drop function directory.act_in_tenant;
    revoke update (status) on directory.lti_deployment from aimline_app;
    drop policy lti_deployment_switched on directory.lti_deployment;
    alter table directory.lti_failed_launch drop column passed_checks;
    alter table aimline.launch_session
      drop column passed_checks,
      drop column mentored_subjects,
      add column student_ids uuid[] not null default '{}';
    drop table aimline.role_mapping, aimline.coordinator_candidate;
  `);
};
