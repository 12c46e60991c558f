// @ts-check
/** Copies of courses in the LMS, and the links to Aimline that were placed in a course, which are offered in its copies. */

/** @param {import('knex').Knex} knex */
exports.up = async (knex) => {
  await knex.raw(`
    create table aimline.course_link (
      tenant_id uuid not null,
      course_id uuid not null,
      target text not null,
      title text not null,
      placed_at timestamptz not null,
      position int not null,
      constraint course_link_pkey primary key (tenant_id, course_id, target),
      constraint course_link_in_course foreign key (tenant_id, course_id) references aimline.course
    );
    comment on table aimline.course_link is 'Links to pages of Aimline that were placed in a course. The LMS does not report when they are removed.';
    comment on column aimline.course_link.tenant_id is 'The tenant.';
    comment on column aimline.course_link.course_id is 'The course.';
    comment on column aimline.course_link.target is 'The page, such as /interventions/(id); unique in a course.';
    comment on column aimline.course_link.title is 'The title in the course.';
    comment on column aimline.course_link.placed_at is 'When it was placed last.';
    comment on column aimline.course_link.position is 'Its position among the links that were placed together, from 1.';
    call aimline.protect_table('course_link', 'course_id');

    create table aimline.course_copy (
      tenant_id uuid not null,
      course_id uuid not null,
      origin_course_id uuid not null,
      copied_at timestamptz not null,
      constraint course_copy_pkey primary key (tenant_id, course_id, origin_course_id),
      constraint course_copy_of_course foreign key (tenant_id, course_id) references aimline.course,
      constraint course_copy_from_course foreign key (tenant_id, origin_course_id) references aimline.course,
      constraint course_copy_of_another check (course_id <> origin_course_id)
    );
    comment on table aimline.course_copy is 'From which courses a course was copied in the LMS.';
    comment on column aimline.course_copy.tenant_id is 'The tenant.';
    comment on column aimline.course_copy.course_id is 'The copy.';
    comment on column aimline.course_copy.origin_course_id is 'The course it was copied from.';
    comment on column aimline.course_copy.copied_at is 'When the LMS last reported the copy.';
    call aimline.protect_table('course_copy', 'course_id');
  `);
};

/** @param {import('knex').Knex} knex */
exports.down = async (knex) => {
  await knex.raw('drop table aimline.course_copy, aimline.course_link');
};
