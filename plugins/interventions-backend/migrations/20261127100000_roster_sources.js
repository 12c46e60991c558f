// @ts-check
/**
 * Who says what of the roster: a learning platform, an import, somebody by hand. A membership is there as long as one
 * source says it, and a name belongs to the source that said it until one that ranks above says another.
 *
 * A source is named by its kind and, where there are several of a kind, by its own id: `hand`, `import:(id)`,
 * `lti:(registration id)`.
 *
 * What was there was all said by the platforms; that a column is added changes no fact and leaves no audit record.
 */

/** @param {import('knex').Knex} knex */
exports.up = async (knex) => {
  await knex.raw(`
    alter table aimline.external_identity rename column person_id to local_id;
    alter table aimline.external_identity
      drop constraint external_identity_kind_known,
      add constraint external_identity_kind_known check (kind in ('student', 'staff', 'contact', 'course', 'school'));
    create index external_identity_by_local on aimline.external_identity (local_id, tenant_id);
    comment on table aimline.external_identity is 'By which id an outside system knows a person, a course or a school.';
    comment on column aimline.external_identity.source is 'The outside system, such as lti:(registration id) or import:(id).';
    comment on column aimline.external_identity.kind is 'The table that local_id is a key of.';
    comment on column aimline.external_identity.local_id is 'The id here.';
    drop trigger audited on aimline.external_identity;
    create trigger audited after insert or update or delete on aimline.external_identity
      for each row execute function aimline.write_audit_record('local_id');

    create table aimline.roster_setting (
      tenant_id uuid not null,
      name_sources text[] not null,
      constraint roster_setting_pkey primary key (tenant_id),
      constraint roster_setting_names_some check (cardinality(name_sources) > 0)
    );
    comment on table aimline.roster_setting is 'How the district wants its roster kept. No row: hand, import, lti.';
    comment on column aimline.roster_setting.tenant_id is 'The tenant.';
    comment on column aimline.roster_setting.name_sources is 'Whose names count, the highest first: sources, or kinds of them; those that are not listed come last.';
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
    comment on table aimline.merged_person is 'Records that were found to be of one person with another, and are gone. The audit trail and events that were delivered go on naming them.';
    comment on column aimline.merged_person.tenant_id is 'The tenant.';
    comment on column aimline.merged_person.kind is 'The table that both were in.';
    comment on column aimline.merged_person.merged_id is 'The id that is gone.';
    comment on column aimline.merged_person.into_id is 'The id that the person has now.';
    comment on column aimline.merged_person.merged_at is 'When the request arrived.';
    create index merged_person_by_into on aimline.merged_person (into_id, tenant_id);
    call aimline.protect_table('merged_person', 'into_id');
  `);

  for (const table of SAID) await knex.raw(`alter table aimline.${table} add column source text`);
  for (const table of NAMED) {
    await knex.raw(`
      alter table aimline.${table} add column name_source text;
      comment on column aimline.${table}.name_source is 'The source that said the name.';
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
    comment on table aimline.course_student is 'The students of a course, as each source listed them last. Who is listed by two is one student in two rows.';
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
    comment on table aimline.course_roster is 'How far the members of a course are read from a source. A course without a row is of a platform that does not list them. Not audited: progress of a sync; the members that it finds are.';
    comment on column aimline.course_roster.source is 'The source that lists them.';
    comment on column aimline.course_roster_batch.source is 'The source that is read.';
  `);
};

/**
 * Of two sources that say the same, one row is left; what only the new tables tell is lost.
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
    comment on table aimline.course_roster is 'How far the members of a course are read. A course without a row is of a platform that does not list them. Not audited: progress of a sync; the members that it finds are.';

    alter table aimline.student drop column name_source;
    alter table aimline.staff drop column name_source;
    alter table aimline.contact drop column name_source;
    drop table aimline.merged_person, aimline.roster_setting;

    drop index aimline.external_identity_by_local;
    alter table aimline.external_identity rename column local_id to person_id;
    -- those of schools stay: the check is for what is written from now on
    alter table aimline.external_identity
      drop constraint external_identity_kind_known,
      add constraint external_identity_kind_known check (kind in ('student', 'staff', 'contact', 'course')) not valid;
    comment on table aimline.external_identity is 'By which id an outside system knows a person or a course.';
    comment on column aimline.external_identity.source is 'The outside system, such as lti:(registration id).';
    comment on column aimline.external_identity.kind is 'The table that person_id is a key of.';
    comment on column aimline.external_identity.person_id is 'The id here.';
    drop trigger audited on aimline.external_identity;
    create trigger audited after insert or update or delete on aimline.external_identity
      for each row execute function aimline.write_audit_record('person_id');
  `);
};

/** Tables of what is said of a course. */
const SAID = ['course_student', 'course_roster', 'course_roster_batch'];
/** Tables of people. */
const NAMED = ['student', 'staff', 'contact'];
const AUDITED = ['course_student', ...NAMED];

/** A foreign key is checked by a statement of the owner, in no tenant. */
const [WALL_LIFTED, WALL_RAISED] = ['no force', 'force'].map((word) =>
  ['course_roster', 'course_roster_batch']
    .map((table) => `alter table aimline.${table} ${word} row level security;`)
    .join(' '),
);

/**
 * A statement that writes into a column the source that knows the row's course, or person. Whom no source knows, somebody
 * has written by hand.
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
