// @ts-check
/** Schools with their rooms and closed days, students, staff, contacts, and the courses of the LMS. */

/** @param {import('knex').Knex} knex */
exports.up = async (knex) => {
  await knex.raw(`
    create table aimline.school (
      tenant_id uuid not null,
      school_id uuid not null,
      name text not null,
      time_zone text not null,
      constraint school_pkey primary key (tenant_id, school_id),
      constraint school_name_once unique (tenant_id, name)
    );
    comment on table aimline.school is 'Ed-Fi School.';
    comment on column aimline.school.tenant_id is 'The tenant.';
    comment on column aimline.school.school_id is 'UUID version 7.';
    comment on column aimline.school.name is 'The name, unique in the district.';
    comment on column aimline.school.time_zone is 'IANA name; all wall-clock times of the school are in it.';
    call aimline.protect_table('school', 'school_id');

    create table aimline.room (
      tenant_id uuid not null,
      room_id uuid not null,
      school_id uuid not null,
      name text not null,
      holds int not null,
      constraint room_pkey primary key (tenant_id, room_id),
      constraint room_in_school foreign key (tenant_id, school_id) references aimline.school,
      constraint room_name_once unique (tenant_id, school_id, name),
      -- referenced by foreign keys that require a room of this school
      constraint room_at_school unique (tenant_id, school_id, room_id),
      constraint room_holds_some check (holds between 1 and 50)
    );
    comment on table aimline.room is 'A place where groups meet (Ed-Fi Location).';
    comment on column aimline.room.tenant_id is 'The tenant.';
    comment on column aimline.room.room_id is 'UUID version 7.';
    comment on column aimline.room.school_id is 'The school it is in.';
    comment on column aimline.room.name is 'The name, unique in the school.';
    comment on column aimline.room.holds is 'How many groups may use the room at the same time.';
    call aimline.protect_table('room', 'room_id');

    create table aimline.closed_day (
      tenant_id uuid not null,
      closed_day_id uuid not null,
      school_id uuid not null,
      date date not null,
      event text not null,
      constraint closed_day_pkey primary key (tenant_id, closed_day_id),
      constraint closed_day_of_school foreign key (tenant_id, school_id) references aimline.school,
      constraint closed_day_once unique (tenant_id, school_id, date),
      constraint closed_day_event_known check
        (event in ('holiday', 'non_instructional_day', 'teacher_only_day', 'weather_day', 'emergency_day'))
    );
    comment on table aimline.closed_day is 'A day on which a school has no sessions (Ed-Fi CalendarDate).';
    comment on column aimline.closed_day.tenant_id is 'The tenant.';
    comment on column aimline.closed_day.closed_day_id is 'UUID version 7.';
    comment on column aimline.closed_day.school_id is 'The school that is closed.';
    comment on column aimline.closed_day.date is 'The day, in the time zone of the school.';
    comment on column aimline.closed_day.event is 'Why (Ed-Fi CalendarEvent).';
    call aimline.protect_table('closed_day', 'closed_day_id');
  `);

  for (const [table, what] of [
    ['student', 'Ed-Fi Student.'],
    ['staff', 'Ed-Fi Staff: teachers, interventionists, coordinators.'],
    ['contact', 'Ed-Fi Contact: a parent or another caregiver.'],
  ]) {
    await knex.raw(`
      create table aimline.${table} (
        tenant_id uuid not null,
        ${table}_id uuid not null,
        given_name text not null,
        family_name text not null,
        constraint ${table}_pkey primary key (tenant_id, ${table}_id)
      );
      comment on table aimline.${table} is '${what}';
      comment on column aimline.${table}.tenant_id is 'The tenant.';
      comment on column aimline.${table}.${table}_id is 'UUID version 7.';
      comment on column aimline.${table}.given_name is 'Empty when the source does not share it.';
      comment on column aimline.${table}.family_name is 'Empty when the source does not share it.';
      call aimline.protect_table('${table}', '${table}_id');
    `);
  }

  await knex.raw(`
    create table aimline.external_identity (
      tenant_id uuid not null,
      source text not null,
      kind text not null,
      external_id text not null,
      person_id uuid not null,
      constraint external_identity_pkey primary key (tenant_id, source, kind, external_id),
      constraint external_identity_kind_known check (kind in ('student', 'staff', 'contact', 'course'))
    );
    comment on table aimline.external_identity is 'External ids of people and courses in outside systems.';
    comment on column aimline.external_identity.tenant_id is 'The tenant.';
    comment on column aimline.external_identity.source is 'The outside system, such as lti:(registration id).';
    comment on column aimline.external_identity.kind is 'The table that person_id is a key of.';
    comment on column aimline.external_identity.external_id is 'The id in the outside system: an LTI sub or context id, a OneRoster sourcedId.';
    comment on column aimline.external_identity.person_id is 'The id in Aimline.';
    call aimline.protect_table('external_identity', 'person_id');

    create table aimline.course (
      tenant_id uuid not null,
      course_id uuid not null,
      title text not null,
      constraint course_pkey primary key (tenant_id, course_id)
    );
    comment on table aimline.course is 'A course of the LMS (LTI context).';
    comment on column aimline.course.tenant_id is 'The tenant.';
    comment on column aimline.course.course_id is 'UUID version 7.';
    comment on column aimline.course.title is 'The title in the LMS.';
    call aimline.protect_table('course', 'course_id');

    create table aimline.course_student (
      tenant_id uuid not null,
      course_id uuid not null,
      student_id uuid not null,
      constraint course_student_pkey primary key (tenant_id, course_id, student_id),
      constraint course_student_of_course foreign key (tenant_id, course_id) references aimline.course,
      constraint course_student_known foreign key (tenant_id, student_id) references aimline.student
    );
    comment on table aimline.course_student is 'The students of a course, as the LMS listed them last.';
    comment on column aimline.course_student.tenant_id is 'The tenant.';
    comment on column aimline.course_student.course_id is 'The course.';
    comment on column aimline.course_student.student_id is 'The student.';
    create index course_student_by_student on aimline.course_student (student_id, tenant_id);
    call aimline.protect_table('course_student', 'course_id');
  `);
};

/** @param {import('knex').Knex} knex */
exports.down = async (knex) => {
  await knex.raw(`
    drop table aimline.course_student, aimline.course, aimline.external_identity, aimline.contact, aimline.staff,
      aimline.student, aimline.closed_day, aimline.room, aimline.school;
  `);
};
