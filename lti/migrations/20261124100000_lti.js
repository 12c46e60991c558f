// @ts-check
/**
 * The LTI 1.3 tool. Platforms, deployments and the state of logins are in `directory`: they are read before a tenant is
 * known, and contain no personal data. The sessions of launches are in the tenant.
 */

/** @param {import('knex').Knex} knex */
exports.up = async (knex) => {
  await knex.raw(`
    create table directory.lti_registration (
      registration_id uuid not null,
      issuer text not null,
      client_id text not null,
      authorization_endpoint text not null,
      token_endpoint text not null,
      token_audience text,
      jwks_uri text not null,
      frame_origins text[] not null,
      created_at timestamptz not null default now(),
      constraint lti_registration_pkey primary key (registration_id),
      constraint lti_registration_client_once unique (issuer, client_id)
    );
    comment on table directory.lti_registration is 'Aimline as a client of a learning platform. Several customers of a hosted LMS share one.';
    comment on column directory.lti_registration.registration_id is 'UUID version 7.';
    comment on column directory.lti_registration.issuer is 'The platform, as its id_tokens name it.';
    comment on column directory.lti_registration.client_id is 'Aimline, as the platform names it.';
    comment on column directory.lti_registration.authorization_endpoint is 'Where the browser is sent to log in (OpenID Connect).';
    comment on column directory.lti_registration.token_endpoint is 'Where access tokens for the platform''s services are requested.';
    comment on column directory.lti_registration.token_audience is 'Audience of our token requests, if it is not the token endpoint.';
    comment on column directory.lti_registration.jwks_uri is 'Where the platform publishes its keys.';
    comment on column directory.lti_registration.frame_origins is 'Origins whose pages may show Aimline in a frame.';
    comment on column directory.lti_registration.created_at is 'When it was added.';
    grant select on directory.lti_registration to aimline_app;

    create table directory.lti_deployment (
      registration_id uuid not null,
      deployment_id text not null,
      tenant_id uuid not null,
      status text not null,
      created_at timestamptz not null default now(),
      constraint lti_deployment_pkey primary key (registration_id, deployment_id),
      constraint lti_deployment_of_registration foreign key (registration_id) references directory.lti_registration,
      constraint lti_deployment_of_tenant foreign key (tenant_id) references directory.tenant,
      constraint lti_deployment_id_length check (length(deployment_id) between 1 and 255),
      constraint lti_deployment_status_known check (status in ('pending', 'active', 'disabled'))
    );
    comment on table directory.lti_deployment is 'The tenant of each deployment of Aimline, identified by (issuer, client_id, deployment_id), never by the issuer alone.';
    comment on column directory.lti_deployment.registration_id is 'The registration it belongs to.';
    comment on column directory.lti_deployment.deployment_id is 'As the platform names it, case-sensitive.';
    comment on column directory.lti_deployment.tenant_id is 'The district.';
    comment on column directory.lti_deployment.status is 'Launches are accepted while it is active.';
    comment on column directory.lti_deployment.created_at is 'When it was added.';
    grant select on directory.lti_deployment to aimline_app;

    create table directory.lti_launch_state (
      state text not null,
      nonce text not null,
      registration_id uuid not null,
      target_link_uri text not null,
      deployment_id text,
      verifier_hash bytea not null,
      expires_at timestamptz not null,
      constraint lti_launch_state_pkey primary key (state),
      constraint lti_launch_state_of_registration foreign key (registration_id)
        references directory.lti_registration on delete cascade
    );
    comment on table directory.lti_launch_state is 'State of logins until their launch, which has to present it and deletes the row.';
    comment on column directory.lti_launch_state.state is 'OAuth 2 state, random.';
    comment on column directory.lti_launch_state.nonce is 'OpenID Connect nonce, random; the id_token has to repeat it.';
    comment on column directory.lti_launch_state.registration_id is 'The platform that began the login.';
    comment on column directory.lti_launch_state.target_link_uri is 'The target that the platform requested; the id_token has to repeat it.';
    comment on column directory.lti_launch_state.deployment_id is 'The deployment that the login named; null when it named none.';
    comment on column directory.lti_launch_state.verifier_hash is 'SHA-256 of the secret that only the browser of this login stores.';
    comment on column directory.lti_launch_state.expires_at is 'When the login expires.';
    create index lti_launch_state_by_expiry on directory.lti_launch_state (expires_at);
    grant select, insert, delete on directory.lti_launch_state to aimline_app;

    create table directory.lti_nonce (
      nonce text not null,
      expires_at timestamptz not null,
      constraint lti_nonce_pkey primary key (nonce)
    );
    comment on table directory.lti_nonce is 'Nonces of accepted id_tokens: each is accepted once, also by concurrent launches.';
    comment on column directory.lti_nonce.nonce is 'As in the id_token.';
    comment on column directory.lti_nonce.expires_at is 'When every id_token with it is too old to be accepted.';
    create index lti_nonce_by_expiry on directory.lti_nonce (expires_at);
    grant select, insert, delete on directory.lti_nonce to aimline_app;

    create table directory.lti_tool_key (
      kid text not null,
      public_jwk jsonb not null,
      sealed_private_key bytea not null,
      status text not null,
      created_at timestamptz not null default now(),
      constraint lti_tool_key_pkey primary key (kid),
      constraint lti_tool_key_status_known check (status in ('active', 'retired'))
    );
    comment on table directory.lti_tool_key is 'The RSA keys with which Aimline signs.';
    comment on column directory.lti_tool_key.kid is 'JWK thumbprint (RFC 7638).';
    comment on column directory.lti_tool_key.public_jwk is 'As published at /lti/jwks.';
    comment on column directory.lti_tool_key.sealed_private_key is 'PKCS #8, sealed with AES-256-GCM under lti.encryptionKey.';
    comment on column directory.lti_tool_key.status is 'The active key signs; a retired one is still published.';
    comment on column directory.lti_tool_key.created_at is 'When it was made.';
    create unique index lti_tool_key_one_active on directory.lti_tool_key (status) where status = 'active';
    comment on index directory.lti_tool_key_one_active is 'Processes that start together agree on one key.';
    grant select, insert on directory.lti_tool_key to aimline_app;
  `);

  await knex.raw(`
    create table aimline.lti_course (
      tenant_id uuid not null,
      course_id uuid not null,
      registration_id uuid not null,
      memberships_url text not null,
      synced_at timestamptz not null,
      constraint lti_course_pkey primary key (tenant_id, course_id),
      constraint lti_course_of_course foreign key (tenant_id, course_id) references aimline.course
    );
    comment on table aimline.lti_course is 'Courses whose members are synced from their platform (Names and Role Provisioning Services).';
    comment on column aimline.lti_course.tenant_id is 'The tenant.';
    comment on column aimline.lti_course.course_id is 'The course.';
    comment on column aimline.lti_course.registration_id is 'The platform it belongs to.';
    comment on column aimline.lti_course.memberships_url is 'The memberships service of the course.';
    comment on column aimline.lti_course.synced_at is 'When they were last read.';
    call aimline.protect_table('lti_course', 'course_id');

    create table aimline.launch_session (
      tenant_id uuid not null,
      launch_session_id uuid not null,
      registration_id uuid not null,
      deployment_id text not null,
      person_id uuid not null,
      roles text[] not null,
      course_id uuid,
      student_ids uuid[] not null,
      target text not null,
      code_hash bytea,
      code_expires_at timestamptz not null,
      token_hash bytea,
      token_expires_at timestamptz,
      created_at timestamptz not null,
      expires_at timestamptz not null,
      revoked_at timestamptz,
      constraint launch_session_pkey primary key (tenant_id, launch_session_id),
      constraint launch_session_course foreign key (tenant_id, course_id) references aimline.course,
      constraint launch_session_code_once unique (tenant_id, code_hash),
      constraint launch_session_token_once unique (tenant_id, token_hash),
      constraint launch_session_has_role check (cardinality(roles) > 0),
      constraint launch_session_token_has_end check ((token_hash is null) = (token_expires_at is null)),
      constraint launch_session_token_ends_first check (token_expires_at <= expires_at)
    );
    comment on table aimline.launch_session is 'Sessions opened by launches: the person, their roles, the course and the lifetime.';
    comment on column aimline.launch_session.tenant_id is 'The tenant.';
    comment on column aimline.launch_session.launch_session_id is 'UUID version 7.';
    comment on column aimline.launch_session.registration_id is 'The platform it came from.';
    comment on column aimline.launch_session.deployment_id is 'The deployment it came through; the session is valid only while that is active.';
    comment on column aimline.launch_session.person_id is 'A staff member or, for a caregiver, a contact.';
    comment on column aimline.launch_session.roles is 'The roles given by the launch: coordinator, educator, interventionist, caregiver.';
    comment on column aimline.launch_session.course_id is 'The course it came from.';
    comment on column aimline.launch_session.student_ids is 'The students of a caregiver; empty for all other users.';
    comment on column aimline.launch_session.target is 'The path in the app that the launch opens.';
    comment on column aimline.launch_session.code_hash is 'SHA-256 of the one-time code; null once it is used.';
    comment on column aimline.launch_session.code_expires_at is 'When the code expires.';
    comment on column aimline.launch_session.token_hash is 'SHA-256 of the bearer token.';
    comment on column aimline.launch_session.token_expires_at is 'When the token expires unless it is renewed.';
    comment on column aimline.launch_session.created_at is 'When the launch was accepted.';
    comment on column aimline.launch_session.expires_at is 'When the session ends, even if its token is renewed.';
    comment on column aimline.launch_session.revoked_at is 'When the session was revoked; null when it was not.';
    create index launch_session_by_person on aimline.launch_session (person_id, tenant_id);
    call aimline.protect_table('launch_session', 'launch_session_id');
  `);
};

/** @param {import('knex').Knex} knex */
exports.down = async (knex) => {
  await knex.raw(`
    drop table aimline.launch_session, aimline.lti_course, directory.lti_tool_key, directory.lti_nonce,
      directory.lti_launch_state, directory.lti_deployment, directory.lti_registration;
  `);
};
