// @ts-check
/**
 * Installing the tool: invitations to the install page, registration links, and the failed checks of refused launches.
 * The serving login may add platforms, and deployments that are pending; only the owner may activate them.
 */

/** @param {import('knex').Knex} knex */
exports.up = async (knex) => {
  await knex.raw(`
    alter table directory.lti_registration
      add column tenant_id uuid,
      add constraint lti_registration_of_tenant foreign key (tenant_id) references directory.tenant;
    comment on column directory.lti_registration.tenant_id is 'The district that added it by its install page; null when it was added for several districts.';
    grant insert on directory.lti_registration to aimline_app;

    alter table directory.lti_deployment enable row level security;
    create policy lti_deployment_found on directory.lti_deployment for select using (true);
    create policy lti_deployment_begins_pending on directory.lti_deployment for insert to aimline_app
      with check (status = 'pending');
    grant insert on directory.lti_deployment to aimline_app;

    create table directory.lti_invitation (
      invitation_id uuid not null,
      tenant_id uuid not null,
      link_hash bytea,
      link_expires_at timestamptz not null,
      page_hash bytea,
      page_expires_at timestamptz,
      constraint lti_invitation_pkey primary key (invitation_id),
      constraint lti_invitation_of_tenant foreign key (tenant_id) references directory.tenant on delete cascade,
      constraint lti_invitation_link_once unique (link_hash),
      constraint lti_invitation_page_once unique (page_hash),
      constraint lti_invitation_page_has_end check ((page_hash is null) = (page_expires_at is null)),
      constraint lti_invitation_page_for_link check ((link_hash is null) = (page_hash is not null))
    );
    comment on table directory.lti_invitation is 'Invitations to the install page of a district: a link that works once opens the page for a few hours.';
    comment on column directory.lti_invitation.invitation_id is 'UUID version 7.';
    comment on column directory.lti_invitation.tenant_id is 'The district that is invited.';
    comment on column directory.lti_invitation.link_hash is 'SHA-256 of the secret in the link; null once it is used.';
    comment on column directory.lti_invitation.link_expires_at is 'When the link expires.';
    comment on column directory.lti_invitation.page_hash is 'SHA-256 of the secret in the cookie of the browser that used the link.';
    comment on column directory.lti_invitation.page_expires_at is 'When the page expires in that browser.';
    create index lti_invitation_by_tenant on directory.lti_invitation (tenant_id);
    grant select, update (link_hash, page_hash, page_expires_at), delete on directory.lti_invitation to aimline_app;

    create table directory.lti_registration_link (
      token_hash bytea not null,
      tenant_id uuid not null,
      expires_at timestamptz not null,
      constraint lti_registration_link_pkey primary key (token_hash),
      constraint lti_registration_link_of_tenant foreign key (tenant_id) references directory.tenant on delete cascade
    );
    comment on table directory.lti_registration_link is 'Links with which a platform registers Aimline (LTI Dynamic Registration 1.0). A registration first deletes the row of its link.';
    comment on column directory.lti_registration_link.token_hash is 'SHA-256 of the secret in the link.';
    comment on column directory.lti_registration_link.tenant_id is 'The district for which it adds a pending deployment.';
    comment on column directory.lti_registration_link.expires_at is 'When the link expires.';
    create index lti_registration_link_by_tenant on directory.lti_registration_link (tenant_id);
    grant select, insert, delete on directory.lti_registration_link to aimline_app;

    create table directory.lti_failed_launch (
      registration_id uuid not null,
      deployment_id text not null,
      check_code text not null,
      times integer not null,
      last_failed_at timestamptz not null,
      constraint lti_failed_launch_pkey primary key (registration_id, deployment_id, check_code),
      constraint lti_failed_launch_of_registration foreign key (registration_id)
        references directory.lti_registration on delete cascade
    );
    comment on table directory.lti_failed_launch is 'Recently failed launches by check, for the install page. Without personal data; one row per check, so that it stays small.';
    comment on column directory.lti_failed_launch.registration_id is 'The platform that the launch named.';
    comment on column directory.lti_failed_launch.deployment_id is 'The deployment that it named, unverified; empty when it named none.';
    comment on column directory.lti_failed_launch.check_code is 'The check that failed.';
    comment on column directory.lti_failed_launch.times is 'The number of failures since the row was inserted.';
    comment on column directory.lti_failed_launch.last_failed_at is 'When it last happened; the row is deleted two weeks later.';
    create index lti_failed_launch_by_age on directory.lti_failed_launch (last_failed_at);
    grant select, insert, update, delete on directory.lti_failed_launch to aimline_app;
  `);
};

/** @param {import('knex').Knex} knex */
exports.down = async (knex) => {
  await knex.raw(`
    drop table directory.lti_failed_launch, directory.lti_registration_link, directory.lti_invitation;
    revoke insert on directory.lti_deployment, directory.lti_registration from aimline_app;
    drop policy lti_deployment_begins_pending on directory.lti_deployment;
    drop policy lti_deployment_found on directory.lti_deployment;
    alter table directory.lti_deployment disable row level security;
    alter table directory.lti_registration drop column tenant_id;
  `);
};
