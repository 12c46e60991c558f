import type { Access, OpenLaunchSession, RoleMapping } from '@aimline/plugin-interventions-common/access';
import type { UnitOfWork } from '@aimline/plugin-interventions-node';
import { SESSION_COUNTS } from '../session/queries';
import { findCandidates, findDeployments } from './queries';

/** Who may come in, and how: all of the district at once. */
export async function readAccess(uow: UnitOfWork): Promise<Access> {
  const [deployments, candidates, mappings, sessions] = await Promise.all([
    findDeployments(uow),
    findCandidates(uow),
    uow.rows<RoleMapping>(
      `select m.role_mapping_id as "roleMappingId", m.registration_id as "registrationId",
         m.deployment_id as "deploymentId", m.matches, m.value, m.role
       from role_mapping m
       where m.tenant_id = :tenantId
       order by m.matches, m.value, m.role_mapping_id`,
    ),
    // The token of a page that is open is renewed: one that has ended says that nobody is there any more.
    uow.rows<OpenLaunchSession>(
      `select s.launch_session_id as "launchSessionId",
         json_build_object(
           'personId', s.person_id,
           'givenName', coalesce(p.given_name, c.given_name, ''),
           'familyName', coalesce(p.family_name, c.family_name, '')) as person,
         s.roles, k.title as "courseTitle", s.created_at as "openedAt"
       from launch_session s
       left join staff p on p.tenant_id = s.tenant_id and p.staff_id = s.person_id
       left join contact c on c.tenant_id = s.tenant_id and c.contact_id = s.person_id
       left join course k on k.tenant_id = s.tenant_id and k.course_id = s.course_id
       where s.tenant_id = :tenantId
         and s.token_expires_at > :now
         and ${SESSION_COUNTS}
       order by s.created_at desc, s.launch_session_id
       limit 200`,
      { now: uow.now },
    ),
  ]);
  return { deployments, candidates, mappings, sessions };
}
