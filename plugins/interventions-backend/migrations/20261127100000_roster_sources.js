// @ts-check
/**
 * Sources of roster data: a learning platform, an import, entry by hand. A membership exists as long as one source lists it.
 * A name belongs to the source that set it, until a source that ranks higher sets another.
 *
 * A source is named by its kind and, where there are several of a kind, its id: `hand`, `import:(id)`,
 * `lti:(registration id)`.
 *
 * All existing data came from platforms. Adding the columns changes no records, so it leaves no audit record.
 */

/** @param {import('knex').Knex} knex */
exports.up = async (knex) => {
  await knex.raw(`
    alter table aimline.external_identity rename column person_id to local_id;
    alter table aimline.external_identity
      drop constraint external_identity_kind_known,
      add constraint external_identity_kind_known check (kind in ('student', 'staff', 'contact', 'course', 'school'));
    create index external_identity_by_local on aimline.external_identity (local_id, tenant_id);
    comment on table aimline.external_identity is 'External ids of people, courses and schools in outside systems.';
    comment on column aimline.external_identity.source is 'The outside system, such as lti:(registration id) or import:(id).';
    comment on column aimline.external_identity.kind is 'The table that local_id is a key of.';
    comment on column aimline.external_identity.local_id is 'The id in Aimline.';
    drop trigger audited on aimline.external_identity;
    create trigger audited after insert or update or delete on aimline.external_identity
      for each row execute function aimline.write_audit_record('local_id');

    create table aimline.roster_setting (
      tenant_id uuid not null,
      name_sources text[] not null,
      constraint roster_setting_pkey primary key (tenant_id),
      constraint roster_setting_names_some check (cardinality(name_sources) > 0)
    );
    comment on table aimline.roster_setting is 'Roster settings of the district. No row means the default order: hand, import, lti.';
    comment on column aimline.roster_setting.tenant_id is 'The tenant.';
    comment on column aimline.roster_setting.name_sources is 'The ranking of name sources, highest first: sources or kinds of them; unlisted ones come last.';
    call aimline.protect_table('roster_setting', 'tenant_id');

    create table aimline.merged_person (
      tenant_id uuid not null,
      kind text not null,
      merged_id uuid not null,
      into_id uuid not null,
      merged_at timestamptz not null,
      constraint merged_person_pkey primary key (tenant_id, kind, merged_id),
      constraint merged_person_kind_known check (kind in ('student', 'staff', 'contact')),
      constraint merged_person_into_another check (merged_id <> into_id)
    );
    comment on table aimline.merged_person is 'People whose record was merged into another. Audit records and delivered events still contain the former id.';
    comment on column aimline.merged_person.tenant_id is 'The tenant.';
    comment on column aimline.merged_person.kind is 'The table of both records.';
    comment on column aimline.merged_person.merged_id is 'The former id.';
    comment on column aimline.merged_person.into_id is 'The current id of the person.';
    comment on column aimline.merged_person.merged_at is 'When the request arrived.';
    create index merged_person_by_into on aimline.merged_person (into_id, tenant_id);
    call aimline.protect_table('merged_person', 'into_id');
  `);

  for (const table of SAID) await knex.raw(`alter table aimline.${table} add column source text`);
  for (const table of NAMED) {
    await knex.raw(`
      alter table aimline.${table} add column name_source text;
      comment on column aimline.${table}.name_source is 'The source that set the name.';
    `);
  }
  for (const table of AUDITED) await knex.raw(`alter table aimline.${table} disable trigger audited`);
  await knex.raw(`
    do $$
    declare
      each_tenant uuid;
    begin
      for each_tenant in select t.tenant_id from directory.tenant t loop
        perform set_config('app.tenant_id', each_tenant::text, true);
        ${SAID.map((table) => fill(table, 'source', 'course')).join('')}
        ${NAMED.map((table) => fill(table, 'name_source', table)).join('')}
      end loop;
      perform set_config('app.tenant_id', '', true);
    end $$;
  `);
  for (const table of AUDITED) await knex.raw(`alter table aimline.${table} enable trigger audited`);
  for (const table of NAMED) await knex.raw(`alter table aimline.${table} alter column name_source set not null`);

  await knex.raw(`
    alter table aimline.course_student
      drop constraint course_student_pkey,
      add constraint course_student_pkey primary key (tenant_id, course_id, student_id, source);
    comment on table aimline.course_student is 'The students of a course, as each source listed them last; one row for each source.';
    comment on column aimline.course_student.source is 'The source that lists the student.';

    alter table aimline.course_roster_batch
      drop constraint course_roster_batch_of_roster,
      drop constraint course_roster_batch_pkey,
      add constraint course_roster_batch_pkey primary key (tenant_id, course_id, source, batch_id);
    alter table aimline.course_roster
      drop constraint course_roster_pkey,
      add constraint course_roster_pkey primary key (tenant_id, course_id, source);
    ${WALL_LIFTED}
    alter table aimline.course_roster_batch
      add constraint course_roster_batch_of_roster foreign key (tenant_id, course_id, source) references aimline.course_roster;
    ${WALL_RAISED}
    comment on table aimline.course_roster is 'The sync state of the members of a course, for each source. A course without a row has no source that lists its members. Not audited: progress of a sync; the members that it finds are.';
    comment on column aimline.course_roster.source is 'The source that lists the members.';
    comment on column aimline.course_roster_batch.source is 'The source of the sync.';
  `);
};

/**
 * Keeps one row where several sources agree; the contents of the new tables are lost.
 *
 * @param {import('knex').Knex} knex
 */
exports.down = async (knex) => {
  for (const table of AUDITED) await knex.raw(`alter table aimline.${table} disable trigger audited`);
  await knex.raw(`
    alter table aimline.course_roster_batch drop constraint course_roster_batch_of_roster;
    do $$
    declare
      each_tenant uuid;
    begin
      for each_tenant in select t.tenant_id from directory.tenant t loop
        perform set_config('app.tenant_id', each_tenant::text, true);
        delete from aimline.course_student cs
          where cs.tenant_id = each_tenant
            and exists (
              select from aimline.course_student o
              where o.tenant_id = each_tenant and o.course_id = cs.course_id and o.student_id = cs.student_id
                and o.source < cs.source);
        delete from aimline.course_roster_batch b
          where b.tenant_id = each_tenant;
        delete from aimline.course_roster r
          where r.tenant_id = each_tenant
            and exists (
              select from aimline.course_roster o
              where o.tenant_id = each_tenant and o.course_id = r.course_id and o.source < r.source);
      end loop;
      perform set_config('app.tenant_id', '', true);
    end $$;
  `);
  for (const table of AUDITED) await knex.raw(`alter table aimline.${table} enable trigger audited`);
  await knex.raw(`
    alter table aimline.course_roster_batch
      drop column source,
      add constraint course_roster_batch_pkey primary key (tenant_id, course_id, batch_id);
    alter table aimline.course_roster
      drop column source,
      add constraint course_roster_pkey primary key (tenant_id, course_id);
    ${WALL_LIFTED}
    alter table aimline.course_roster_batch
      add constraint course_roster_batch_of_roster foreign key (tenant_id, course_id) references aimline.course_roster;
    ${WALL_RAISED}
    alter table aimline.course_student
      drop column source,
      add constraint course_student_pkey primary key (tenant_id, course_id, student_id);
    comment on table aimline.course_student is 'The students of a course, as the LMS listed them last.';
    comment on table aimline.course_roster is 'The sync state of the members of a course. A course without a row has no source that lists its members. Not audited: progress of a sync; the members that it finds are.';

    alter table aimline.student drop column name_source;
    alter table aimline.staff drop column name_source;
    alter table aimline.contact drop column name_source;
    drop table aimline.merged_person, aimline.roster_setting;

    drop index aimline.external_identity_by_local;
    alter table aimline.external_identity rename column local_id to person_id;
    -- rows of schools stay: the check applies to new rows only
    alter table aimline.external_identity
      drop constraint external_identity_kind_known,
      add constraint external_identity_kind_known check (kind in ('student', 'staff', 'contact', 'course')) not valid;
    comment on table aimline.external_identity is 'External ids of people and courses in outside systems.';
    comment on column aimline.external_identity.source is 'The outside system, such as lti:(registration id).';
    comment on column aimline.external_identity.kind is 'The table that person_id is a key of.';
    comment on column aimline.external_identity.person_id is 'The id in Aimline.';
    drop trigger audited on aimline.external_identity;
    create trigger audited after insert or update or delete on aimline.external_identity
      for each row execute function aimline.write_audit_record('person_id');
  `);
};

/** Tables with data about courses. */
const SAID = ['course_student', 'course_roster', 'course_roster_batch'];
/** Tables of people. */
const NAMED = ['student', 'staff', 'contact'];
const AUDITED = ['course_student', ...NAMED];

/** A foreign key is checked by a statement of the owner without a tenant. */
const [WALL_LIFTED, WALL_RAISED] = ['no force', 'force'].map((word) =>
  ['course_roster', 'course_roster_batch']
    .map((table) => `alter table aimline.${table} ${word} row level security;`)
    .join(' '),
);

/**
 * A statement that sets a column to the source that has an external id for the row's course or person, or to `hand`.
 *
 * @param {string} table
 * @param {string} column
 * @param {string} kind
 */
function fill(table, column, kind) {
  return `
        update aimline.${table} t
          set ${column} = coalesce((
            select min(i.source)
            from aimline.external_identity i
            where i.tenant_id = each_tenant and i.kind = '${kind}' and i.local_id = t.${kind}_id), 'hand')
          where t.tenant_id = each_tenant;`;
}
