import type { Roster, RosterPerson, UnitOfWork } from '@aimline/plugin-interventions-node';
import { v7 as uuidv7 } from 'uuid';

/** The roster as modules that know outside systems write it. */
export function createRoster(): Roster {
  return {
    async recordPerson(uow, source, person) {
      const [personId] = await recordPeople(uow, source, [person]);
      return personId!;
    },

    async recordCourse(uow, source, { externalId, title }) {
      const [courseId] = await identify(uow, source, 'course', [externalId]);
      await uow.rows(
        `insert into course as c (tenant_id, course_id, title) values (:tenantId, :courseId, :title)
         on conflict (tenant_id, course_id) do update set title = excluded.title
           where c.title is distinct from excluded.title`,
        { courseId, title },
      );
      return courseId!;
    },

    async recordMembers(uow, source, courseId, people) {
      for (const kind of ['student', 'staff'] as const) {
        const ofKind = people.filter((person) => person.kind === kind);
        const ids = ofKind.length === 0 ? [] : await recordPeople(uow, source, ofKind);
        if (kind === 'student') await replaceStudents(uow, courseId, ids);
      }
    },
  };
}

/**
 * Ids of people of one kind, each once; of a person who is listed twice the last entry counts. Written in one order by
 * everybody: courses share students, and lists in different orders would wait for each other.
 */
async function recordPeople(uow: UnitOfWork, source: string, listed: readonly RosterPerson[]): Promise<string[]> {
  const once = new Map(listed.map((person) => [person.externalId, person]));
  const people = [...once.values()].toSorted((a, b) => (a.externalId < b.externalId ? -1 : 1));
  const kind = people[0]!.kind;
  const ids = await identify(
    uow,
    source,
    kind,
    people.map((person) => person.externalId),
  );
  await uow.rows(
    `insert into ${kind} as p (tenant_id, ${kind}_id, given_name, family_name)
     select :tenantId, x.id, coalesce(x.given_name, ''), coalesce(x.family_name, '')
     from unnest(:ids::uuid[], :givenNames::text[], :familyNames::text[]) as x (id, given_name, family_name)
     on conflict (tenant_id, ${kind}_id) do update
       set given_name = coalesce(nullif(excluded.given_name, ''), p.given_name),
         family_name = coalesce(nullif(excluded.family_name, ''), p.family_name)
       where (coalesce(nullif(excluded.given_name, ''), p.given_name), coalesce(nullif(excluded.family_name, ''), p.family_name))
         is distinct from (p.given_name, p.family_name)`,
    {
      ids,
      givenNames: people.map((person) => person.givenName),
      familyNames: people.map((person) => person.familyName),
    },
  );
  return ids;
}

/** The ids of outside ids, made where they are new; two launches at once agree, because the key decides. */
async function identify(
  uow: UnitOfWork,
  source: string,
  kind: string,
  externalIds: readonly string[],
): Promise<string[]> {
  await uow.rows(
    `insert into external_identity (tenant_id, source, kind, external_id, person_id)
     select :tenantId, :source, :kind, x.external_id, x.person_id
     from unnest(:externalIds::text[], :ids::uuid[]) as x (external_id, person_id)
     on conflict (tenant_id, source, kind, external_id) do nothing`,
    { source, kind, externalIds, ids: externalIds.map(() => uuidv7()) },
  );
  const found = await uow.rows<{ externalId: string; personId: string }>(
    `select external_id as "externalId", person_id as "personId"
     from external_identity
     where tenant_id = :tenantId and source = :source and kind = :kind and external_id = any(:externalIds::text[])`,
    { source, kind, externalIds },
  );
  const byExternalId = new Map(found.map(({ externalId, personId }) => [externalId, personId]));
  return externalIds.map((externalId) => byExternalId.get(externalId)!);
}

async function replaceStudents(uow: UnitOfWork, courseId: string, studentIds: readonly string[]): Promise<void> {
  await uow.rows(
    `delete from course_student
     where tenant_id = :tenantId and course_id = :courseId and not student_id = any(:studentIds::uuid[])`,
    { courseId, studentIds },
  );
  await uow.rows(
    `insert into course_student (tenant_id, course_id, student_id)
     select c.tenant_id, c.course_id, x.student_id
     from course c
     cross join unnest(:studentIds::uuid[]) as x (student_id)
     where c.tenant_id = :tenantId and c.course_id = :courseId
     order by x.student_id
     on conflict (tenant_id, course_id, student_id) do nothing`,
    { courseId, studentIds },
  );
}
