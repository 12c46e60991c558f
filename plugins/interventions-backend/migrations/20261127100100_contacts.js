// @ts-check
/** Caregivers: their students, their languages, and their addresses. */

/** @param {import('knex').Knex} knex */
exports.up = async (knex) => {
  await knex.raw(`
    alter table aimline.contact add column languages text[] not null default '{}';
    comment on column aimline.contact.languages is 'BCP 47 tags in order of preference; empty when unknown.';

    create table aimline.student_contact (
      tenant_id uuid not null,
      student_id uuid not null,
      contact_id uuid not null,
      source text not null,
      relationship text,
      constraint student_contact_pkey primary key (tenant_id, student_id, contact_id, source),
      constraint student_contact_of_student foreign key (tenant_id, student_id) references aimline.student,
      constraint student_contact_known foreign key (tenant_id, contact_id) references aimline.contact
    );
    comment on table aimline.student_contact is 'The students of caregivers (Ed-Fi StudentContactAssociation), for each source. What a caregiver may see depends on the launch, not on this table.';
    comment on column aimline.student_contact.tenant_id is 'The tenant.';
    comment on column aimline.student_contact.student_id is 'The student.';
    comment on column aimline.student_contact.contact_id is 'The caregiver.';
    comment on column aimline.student_contact.source is 'The source of the row.';
    comment on column aimline.student_contact.relationship is 'As the source names it, such as Mother (Ed-Fi Relation); null when unknown.';
    create index student_contact_by_contact on aimline.student_contact (contact_id, tenant_id);
    call aimline.protect_table('student_contact', 'contact_id');

    create table aimline.contact_address (
      tenant_id uuid not null,
      contact_id uuid not null,
      kind text not null,
      value text not null,
      source text not null,
      constraint contact_address_pkey primary key (tenant_id, contact_id, kind, value, source),
      constraint contact_address_of_contact foreign key (tenant_id, contact_id) references aimline.contact,
      constraint contact_address_kind_known check (kind in ('email', 'telephone')),
      constraint contact_address_has_value check (length(value) between 1 and 320)
    );
    comment on table aimline.contact_address is 'Addresses of caregivers, for each source.';
    comment on column aimline.contact_address.tenant_id is 'The tenant.';
    comment on column aimline.contact_address.contact_id is 'The caregiver.';
    comment on column aimline.contact_address.kind is 'email or telephone.';
    comment on column aimline.contact_address.value is 'The address or number, as the source sends it.';
    comment on column aimline.contact_address.source is 'The source of the row.';
    call aimline.protect_table('contact_address', 'contact_id');
  `);
};

/** @param {import('knex').Knex} knex */
exports.down = async (knex) => {
  await knex.raw(`
    drop table aimline.contact_address, aimline.student_contact;
    alter table aimline.contact drop column languages;
  `);
};
