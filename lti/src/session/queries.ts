import type { LaunchSession } from '@aimline/plugin-interventions-common/launchSession';
import type { UnitOfWork } from '@aimline/plugin-interventions-node';
import type { DeepLinkingRequest } from '../guard/deepLinkingSettings';

export const TOKEN_LIFETIME_MS = 15 * 60_000;

/** That a launch session `s` counts at `:now`: not over, not revoked, and its deployment is active. */
export const SESSION_COUNTS = `
  s.expires_at > :now
  and s.revoked_at is null
  and exists (
    select from directory.lti_deployment d
    where d.registration_id = s.registration_id
      and d.deployment_id = s.deployment_id
      and d.status = 'active'
  )`;

/** What the page gets to know of its session. */
export async function describeSession(uow: UnitOfWork, launchSessionId: string, token: string): Promise<LaunchSession> {
  const [row] = await uow.rows<DescribedSession>(
    `select
       s.token_expires_at as "expiresAt",
       s.person_id as "personId",
       coalesce(staff.given_name, contact.given_name, '') as "givenName",
       coalesce(staff.family_name, contact.family_name, '') as "familyName",
       s.roles,
       s.course_id as "courseId",
       course.title as "courseTitle",
       tenant.name as "tenantName",
       (select k.code
        from coordinator_candidate k
        where k.tenant_id = s.tenant_id and k.staff_id = s.person_id and k.status = 'pending') as "candidateCode",
       s.target,
       case when s.deep_linking_answered_at is null then s.deep_linking end as "deepLinking"
     from launch_session s
     join directory.tenant tenant on tenant.tenant_id = s.tenant_id
     left join staff on staff.tenant_id = s.tenant_id and staff.staff_id = s.person_id
     left join contact on contact.tenant_id = s.tenant_id and contact.contact_id = s.person_id
     left join course on course.tenant_id = s.tenant_id and course.course_id = s.course_id
     where s.tenant_id = :tenantId
       and s.launch_session_id = :launchSessionId`,
    { launchSessionId },
  );
  if (!row) throw new Error(`The launch session "${launchSessionId}" does not exist.`);
  const { expiresAt, personId, givenName, familyName, roles, courseId, courseTitle, tenantName, deepLinking, ...rest } =
    row;
  return {
    token,
    expiresAt,
    person: { personId, givenName, familyName },
    roles,
    course: courseId === null ? null : { courseId, title: courseTitle },
    tenant: { name: tenantName },
    ...rest,
    deepLinking: deepLinking && { acceptMultiple: deepLinking.acceptMultiple, title: deepLinking.title },
  };
}

interface DescribedSession {
  expiresAt: string;
  personId: string;
  givenName: string;
  familyName: string;
  roles: LaunchSession['roles'];
  courseId: string | null;
  courseTitle: string;
  tenantName: string;
  candidateCode: string | null;
  target: string;
  deepLinking: DeepLinkingRequest | null;
}
