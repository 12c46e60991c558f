import type { Access, OpenLaunchSession, RoleMapping } from '@aimline/plugin-interventions-common/access';
import type { People, UnitOfWork } from '@aimline/plugin-interventions-node';
import { personOf, SESSION_COUNTS, SESSION_TO_DESCRIBE, type SessionToDescribe } from '../launch/session/queries';
import { findDeployments, readCandidates } from './queries';

/** The access settings of the district: its deployments, coordinators, role mappings and open sessions. */
export async function readAccess(uow: UnitOfWork, people: People): Promise<Access> {
  const [deployments, candidates, mappings, sessions] = await Promise.all([
    findDeployments(uow),
    readCandidates(uow, people),
    findMappings(uow),
    readOpenSessions(uow, people),
  ]);
  return { deployments, candidates, mappings, sessions };
}

function findMappings(uow: UnitOfWork): Promise<RoleMapping[]> {
  return uow.rows<RoleMapping>(
    `select m.role_mapping_id as "roleMappingId", m.registration_id as "registrationId",
       m.deployment_id as "deploymentId", m.matches, m.value, m.role
     from role_mapping m
     where m.tenant_id = :tenantId
     order by m.matches, m.value, m.role_mapping_id`,
  );
}

/**
 * Open sessions, newest first. An open page renews its token, so a session with an expired token is no longer in use.
 */
async function readOpenSessions(uow: UnitOfWork, people: People): Promise<OpenLaunchSession[]> {
  const sessions = await uow.rows<SessionToDescribe & Pick<OpenLaunchSession, 'roles' | 'openedAt'>>(
    `select ${SESSION_TO_DESCRIBE}, s.roles, s.created_at as "openedAt"
     from launch_session s
     where s.tenant_id = :tenantId
       and s.token_expires_at > :now
       and ${SESSION_COUNTS}
     order by s.created_at desc, s.launch_session_id
     limit 200`,
    { now: uow.now },
  );
  const personIds = [...new Set(sessions.map(({ personId }) => personId))];
  const courseIds = [...new Set(sessions.flatMap(({ courseId }) => courseId ?? []))];
  const [names, titles] = await Promise.all([people.namesOf(uow, personIds), people.courseTitles(uow, courseIds)]);
  return sessions.map(({ personId, courseId, ...session }) => ({
    ...session,
    person: personOf(names, personId),
    courseTitle: courseId === null ? null : titles.get(courseId)!,
  }));
}
