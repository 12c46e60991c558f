// @ts-check
/** Visits, as the front desk notes them. */

/** @param {import('knex').Knex} knex */
exports.up = async (knex) => {
  await knex.raw(`
    create table aimline.visit (
      tenant_id uuid not null,
      visit_id uuid not null,
      intervention_id uuid not null,
      student_id uuid not null,
      visited_on date not null,
      source text not null,
      constraint visit_pkey primary key (tenant_id, visit_id),
      constraint visit_to_intervention foreign key (tenant_id, intervention_id) references aimline.intervention,
      constraint visit_of_student foreign key (tenant_id, student_id) references aimline.student,
      constraint visit_once unique (tenant_id, intervention_id, student_id, visited_on)
    );
    comment on table aimline.visit is 'Visits of students who are not enrolled.';
    call aimline.protect_table('visit', 'visit_id');
  `);
};

/** @param {import('knex').Knex} knex */
exports.down = async (knex) => {
  await knex.raw('drop table aimline.visit');
};
