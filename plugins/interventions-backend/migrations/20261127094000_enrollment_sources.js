// @ts-check
/** Enrollments without a person: by the run of a rule, by an import, by Aimline itself. */

/** @param {import('knex').Knex} knex */
exports.up = async (knex) => {
  await knex.raw(`
    alter table aimline.enrollment
      alter column enrolled_by drop not null,
      add column origin_id uuid,
      drop constraint enrollment_source_known,
      add constraint enrollment_source_known check (source in ('manual', 'rule', 'import', 'system')),
      add constraint enrollment_manual_by_staff check ((source = 'manual') = (enrolled_by is not null)),
      add constraint enrollment_has_origin check ((source in ('rule', 'import')) = (origin_id is not null));
    comment on column aimline.enrollment.source is 'On whose behalf the student was enrolled: manual (a staff member), rule, import, or system.';
    comment on column aimline.enrollment.enrolled_by is 'The staff member who enrolled the student; null for other sources.';
    comment on column aimline.enrollment.origin_id is 'The run of the rule, or the import, that enrolled the student.';
  `);
};

/** Fails while there are enrollments without a person. @param {import('knex').Knex} knex */
exports.down = async (knex) => {
  await knex.raw(`
    alter table aimline.enrollment
      drop constraint enrollment_has_origin,
      drop constraint enrollment_manual_by_staff,
      drop constraint enrollment_source_known,
      add constraint enrollment_source_known check (source in ('manual')),
      drop column origin_id,
      alter column enrolled_by set not null;
    comment on column aimline.enrollment.source is 'How the student was enrolled.';
    comment on column aimline.enrollment.enrolled_by is 'Who enrolled the student.';
  `);
};
