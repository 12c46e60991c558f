import type { UnitOfWork } from '@aimline/plugin-interventions-node';
import type { RolesClaimed } from '../guard/launchClaims';
import { type Mapping, mappableRoles } from './launchRoles';

/** Who comes, from where, as the platform names them. */
export interface Visitor extends RolesClaimed {
  /** The source of the roster that the names belong to. */
  source: string;
  registrationId: string;
  deploymentId: string;
  subject: string;
  course: { externalId: string; title: string } | undefined;
}

/** A person whom the roster knows. */
export interface KnownPerson {
  personId: string;
  givenName: string;
  familyName: string;
}

/** What is known of a visitor before anything is written. */
export interface Arrival {
  staff: KnownPerson | null;
  contact: KnownPerson | null;
  course: { courseId: string; title: string } | null;
  /** When the members of the course began to be read last; null when they never were. */
  readingBegunAt: string | null;
  /** Of the visitor as a coordinator; null when they never came as an administrator. */
  candidate: { status: 'pending' | 'approved' | 'declined'; code: string } | null;
  /** The mappings of the deployment that are about the visitor. */
  mappings: Mapping[];
}

/**
 * Finds all that a launch has to know, in one statement. The visitor's row as a coordinator stays as it is until the
 * commit: a decision at the same time waits, and finds the session that it has to end.
 */
export async function findArrival(uow: UnitOfWork, visitor: Visitor): Promise<Arrival> {
  const { source, registrationId, deploymentId, subject, sourcedId, course } = visitor;
  const [arrival] = await uow.rows<Arrival>(
    `select
       case when s.staff_id is not null then ${personJson('s', 'staff_id')} end as staff,
       case when p.contact_id is not null then ${personJson('p', 'contact_id')} end as contact,
       case when c.course_id is not null then json_build_object('courseId', c.course_id, 'title', c.title) end as course,
       l.begun_at as "readingBegunAt",
       (select json_build_object('status', k.status, 'code', k.code)
        from coordinator_candidate k
        where k.tenant_id = :tenantId
          and k.staff_id = s.staff_id
        for share) as candidate,
       coalesce((
         select json_agg(json_build_object('matches', m.matches, 'value', m.value, 'role', m.role))
         from role_mapping m
         where m.tenant_id = :tenantId
           and m.registration_id = :registrationId
           and m.deployment_id = :deploymentId
           and (m.matches, m.value) in (
             select 'lms_role', unnest(:roles::text[])
             union all select 'person_sourcedid', :sourcedId::text)), '[]') as mappings
     from (select :tenantId::uuid as tenant_id) t
     left join external_identity si
       on si.tenant_id = :tenantId and si.source = :source and si.kind = 'staff' and si.external_id = :subject
     left join staff s on s.tenant_id = :tenantId and s.staff_id = si.person_id
     left join external_identity pi
       on pi.tenant_id = :tenantId and pi.source = :source and pi.kind = 'contact' and pi.external_id = :subject
     left join contact p on p.tenant_id = :tenantId and p.contact_id = pi.person_id
     left join external_identity ci
       on ci.tenant_id = :tenantId and ci.source = :source and ci.kind = 'course' and ci.external_id = :courseExternalId
     left join course c on c.tenant_id = :tenantId and c.course_id = ci.person_id
     left join course_roster l on l.tenant_id = :tenantId and l.course_id = c.course_id`,
    {
      ...{ source, registrationId, deploymentId, subject },
      sourcedId: sourcedId ?? null,
      courseExternalId: course?.externalId ?? null,
      roles: mappableRoles(visitor),
    },
  );
  return arrival!;
}

function personJson(table: string, id: string): string {
  return `json_build_object('personId', ${table}.${id}, 'givenName', ${table}.given_name, 'familyName', ${table}.family_name)`;
}
