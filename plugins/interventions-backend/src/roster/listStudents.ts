import { plainText } from '@aimline/plugin-interventions-common/plainText';
import type { Student } from '@aimline/plugin-interventions-common/primitives';
import type { StudentList } from '@aimline/plugin-interventions-common/roster';
import type { ActingUnitOfWork } from '@aimline/plugin-interventions-node';
import { STUDENT_IN_REACH, visibilityOf } from '../access/visibility';
import { findRosterOfActor } from './queries';

const MAX_STUDENTS = 500;

/**
 * At most 500 students in the actor's reach, by family name, then given name, with the state of the course's roster. The
 * name holds every word of `search`, in either order and any case, with or without accents.
 */
export async function listStudents(uow: ActingUnitOfWork, search = ''): Promise<StudentList> {
  const [found, roster] = await Promise.all([
    uow.rows<Student>(
      `select st.student_id as "studentId", st.given_name as "givenName", st.family_name as "familyName"
       from student st
       where st.tenant_id = :tenantId and ${STUDENT_IN_REACH}
         and not exists (
           select from unnest(:words::text[]) as w (word)
           where position(w.word in ${PLAIN_NAME}) = 0)
       order by st.family_name, st.given_name, st.student_id
       limit :limit`,
      { ...visibilityOf(uow.actor), words: plainText(search).split(/\s+/).filter(Boolean), limit: MAX_STUDENTS + 1 },
    ),
    findRosterOfActor(uow),
  ]);
  return { students: found.slice(0, MAX_STUDENTS), hasMore: found.length > MAX_STUDENTS, roster };
}

/** As `plainText` writes it. */
const PLAIN_NAME = `lower(
  regexp_replace(normalize(st.given_name || ' ' || st.family_name, nfd), '[\\u0300-\\u036f]', '', 'g'))`;
