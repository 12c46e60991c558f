import type { Roster, RosterPerson, UnitOfWork } from '@aimline/plugin-interventions-node';

/** Who came, and from which course, as the platform names them. */
export interface Visitor {
  /** The source of the roster that the names belong to. */
  source: string;
  person: RosterPerson;
  course: { externalId: string; title: string } | undefined;
}

export interface Arrival {
  personId: string;
  courseId: string | null;
  /** When the members of the course began to be read last; null when they never were. */
  readingBegunAt: Date | null;
}

/** Makes person and course known. Most launches bring nothing new, and cost one statement. */
export async function recordArrival(uow: UnitOfWork, roster: Roster, visitor: Visitor): Promise<Arrival> {
  const { source, person, course } = visitor;
  const [known] = await uow.rows<Known>(
    `select
       i.person_id as "personId",
       coalesce(staff.given_name, contact.given_name) as "givenName",
       coalesce(staff.family_name, contact.family_name) as "familyName",
       course.course_id as "courseId",
       course.title,
       course_roster.begun_at as "readingBegunAt"
     from external_identity i
     left join staff on staff.tenant_id = i.tenant_id and staff.staff_id = i.person_id
     left join contact on contact.tenant_id = i.tenant_id and contact.contact_id = i.person_id
     left join external_identity c
       on c.tenant_id = i.tenant_id
       and c.source = :source
       and c.kind = 'course'
       and c.external_id = :courseExternalId
     left join course on course.tenant_id = c.tenant_id and course.course_id = c.person_id
     left join course_roster on course_roster.tenant_id = c.tenant_id and course_roster.course_id = c.person_id
     where i.tenant_id = :tenantId
       and i.source = :source
       and i.kind = :kind
       and i.external_id = :externalId`,
    { source, kind: person.kind, externalId: person.externalId, courseExternalId: course?.externalId ?? null },
  );
  const { personId = null, courseId = null, readingBegunAt = null } = known ?? {};
  const isSame =
    (person.givenName ?? known?.givenName) === known?.givenName &&
    (person.familyName ?? known?.familyName) === known?.familyName;
  return {
    personId: personId !== null && isSame ? personId : await roster.recordPerson(uow, source, person),
    courseId:
      course === undefined
        ? null
        : courseId !== null && course.title === known?.title
          ? courseId
          : await roster.recordCourse(uow, source, course),
    readingBegunAt: readingBegunAt === null ? null : new Date(readingBegunAt),
  };
}

interface Known {
  personId: string;
  givenName: string | null;
  familyName: string | null;
  courseId: string | null;
  title: string | null;
  readingBegunAt: string | null;
}
