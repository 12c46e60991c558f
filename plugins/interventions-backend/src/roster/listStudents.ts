import { plainText } from '@aimline/plugin-interventions-common/plainText';
import type { Student } from '@aimline/plugin-interventions-common/primitives';
import type { StudentList } from '@aimline/plugin-interventions-common/roster';
import { type ActingUnitOfWork, readPage } from '@aimline/plugin-interventions-node';
import { STUDENT_IN_REACH, visibilityOf } from '../access/visibility';
import { findRosterOfActor } from './queries';

/**
 * The students that the actor may act for, by family name, then given name, with the state of the course's roster. A
 * name matches if it contains every word of `search`, in any order and case, with or without accents.
 */
export async function listStudents(
  uow: ActingUnitOfWork,
  { search = '', after }: { search?: string; after?: string },
): Promise<StudentList> {
  const bindings = { ...visibilityOf(uow.actor), words: plainText(search).split(/\s+/).filter(Boolean) };
  const [page, roster] = await Promise.all([
    readPage(
      uow,
      {
        items: 'students',
        pageSize: 500,
        after,
        cursorOf: (student: Student) => student.studentId,
        cursorIn: ['student', 'student_id'],
      },
      (page) => uow.rows<Student>(STUDENTS_BY_NAME, { ...bindings, ...page }),
    ),
    findRosterOfActor(uow),
  ]);
  return { ...page, roster };
}

/** A name as `plainText` writes it. */
const PLAIN_NAME = `lower(
  regexp_replace(normalize(st.given_name || ' ' || st.family_name, nfd), '[\\u0300-\\u036f]', '', 'g'))`;

const STUDENTS_BY_NAME = `
  select st.student_id as "studentId", st.given_name as "givenName", st.family_name as "familyName"
  from student st
  where st.tenant_id = :tenantId and ${STUDENT_IN_REACH}
    and not exists (
      select from unnest(:words::text[]) as w (word)
      where position(w.word in ${PLAIN_NAME}) = 0)
    and (:after::uuid is null or (st.family_name, st.given_name, st.student_id) > (
      select last.family_name, last.given_name, last.student_id
      from student last
      where last.tenant_id = :tenantId and last.student_id = :after))
  order by st.family_name, st.given_name, st.student_id
  limit :limit`;
