import type { IdentifiedPerson, KnownPerson, KnownAdult, People } from '@aimline/plugin-interventions-node';

/** Read access to the roster for modules. */
export const people: People = {
  async namesOf(uow, personIds) {
    if (personIds.length === 0) return new Map();
    const found = await uow.rows<KnownPerson>(
      `select p.person_id as "personId", p.kind, p.given_name as "givenName", p.family_name as "familyName"
       from (
         select t.student_id as person_id, 'student' as kind, t.given_name, t.family_name
         from student t
         where t.tenant_id = :tenantId
           and t.student_id = any(:personIds::uuid[])
         union all
         select f.staff_id, 'staff', f.given_name, f.family_name
         from staff f
         where f.tenant_id = :tenantId
           and f.staff_id = any(:personIds::uuid[])
         union all
         select k.contact_id, 'contact', k.given_name, k.family_name
         from contact k
         where k.tenant_id = :tenantId
           and k.contact_id = any(:personIds::uuid[])) p
       order by p.family_name, p.given_name, p.person_id`,
      { personIds },
    );
    return new Map(found.map((person) => [person.personId, person]));
  },

  async identify(uow, source, kinds, externalIds) {
    if (externalIds.length === 0) return [];
    return uow.rows<IdentifiedPerson>(
      `select i.external_id as "externalId", i.local_id as "personId", i.kind,
         coalesce(t.given_name, f.given_name, k.given_name) as "givenName",
         coalesce(t.family_name, f.family_name, k.family_name) as "familyName"
       from external_identity i
       left join student t on i.kind = 'student' and t.tenant_id = :tenantId and t.student_id = i.local_id
       left join staff f on i.kind = 'staff' and f.tenant_id = :tenantId and f.staff_id = i.local_id
       left join contact k on i.kind = 'contact' and k.tenant_id = :tenantId and k.contact_id = i.local_id
       where i.tenant_id = :tenantId
         and i.source = :source
         and i.kind = any(:kinds::text[])
         and i.external_id = any(:externalIds::text[])
       order by i.external_id, i.kind`,
      { source, kinds, externalIds },
    );
  },

  async courseTitles(uow, courseIds) {
    if (courseIds.length === 0) return new Map();
    const found = await uow.rows<{ courseId: string; title: string }>(
      `select c.course_id as "courseId", c.title
       from course c
       where c.tenant_id = :tenantId
         and c.course_id = any(:courseIds::uuid[])`,
      { courseIds },
    );
    return new Map(found.map(({ courseId, title }) => [courseId, title]));
  },

  async findAdult(uow, source, { person, course = null }) {
    const [adult] = await uow.rows<KnownAdult>(
      `select
         case when f.staff_id is not null then json_build_object(
           'personId', f.staff_id, 'kind', 'staff', 'givenName', f.given_name, 'familyName', f.family_name)
         end as staff,
         case when k.contact_id is not null then json_build_object(
           'personId', k.contact_id, 'kind', 'contact', 'givenName', k.given_name, 'familyName', k.family_name)
         end as contact,
         case when c.course_id is not null then json_build_object(
           'courseId', c.course_id, 'title', c.title,
           'syncStartedAt', to_char(r.begun_at at time zone 'UTC', :instant))
         end as course
       from (select) nothing
       left join external_identity fi
         on fi.tenant_id = :tenantId and fi.source = :source and fi.kind = 'staff' and fi.external_id = :person
       left join staff f on f.tenant_id = :tenantId and f.staff_id = fi.local_id
       left join external_identity ki
         on ki.tenant_id = :tenantId and ki.source = :source and ki.kind = 'contact' and ki.external_id = :person
       left join contact k on k.tenant_id = :tenantId and k.contact_id = ki.local_id
       left join external_identity ci
         on ci.tenant_id = :tenantId and ci.source = :source and ci.kind = 'course' and ci.external_id = :course
       left join course c on c.tenant_id = :tenantId and c.course_id = ci.local_id
       left join course_roster r on r.tenant_id = :tenantId and r.course_id = c.course_id and r.source = :source`,
      { source, person, course, instant: 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"' },
    );
    return adult!;
  },
};
