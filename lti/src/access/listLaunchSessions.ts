import type { OpenLaunchSession } from '@aimline/plugin-interventions-common/access';
import { type People, readPage, type UnitOfWork } from '@aimline/plugin-interventions-node';
import { personOf, SESSION_COUNTS, SESSION_TO_DESCRIBE, type SessionToDescribe } from '../launch/session/queries';

/**
 * The open sessions of the district with the names of their users, newest first. An open page renews its token, so a
 * session with an expired token has no open page and is left out.
 */
export async function listLaunchSessions(uow: UnitOfWork, people: People, after: string | undefined) {
  const page = await readPage(
    uow,
    {
      items: 'sessions',
      pageSize: 100,
      after,
      cursorOf: (session: SessionRow) => session.launchSessionId,
      cursorIn: ['launch_session', 'launch_session_id'],
    },
    (page) => uow.rows<SessionRow>(OPEN_SESSIONS, { now: uow.now, ...page }),
  );
  const personIds = [...new Set(page.sessions.map(({ personId }) => personId))];
  const courseIds = [...new Set(page.sessions.flatMap(({ courseId }) => courseId ?? []))];
  const [names, titles] = await Promise.all([people.namesOf(uow, personIds), people.courseTitles(uow, courseIds)]);
  const sessions = page.sessions.map(({ personId, courseId, ...session }) => ({
    ...session,
    person: personOf(names, personId),
    courseTitle: courseId === null ? null : titles.get(courseId)!,
  }));
  return { ...page, sessions };
}

type SessionRow = SessionToDescribe & Pick<OpenLaunchSession, 'roles' | 'openedAt'>;

const OPEN_SESSIONS = `
  select ${SESSION_TO_DESCRIBE}, s.roles, s.created_at as "openedAt"
  from launch_session s
  where s.tenant_id = :tenantId
    and s.token_expires_at > :now
    and ${SESSION_COUNTS}
    and (:after::uuid is null or (s.created_at, s.launch_session_id) < (
      (select last.created_at from launch_session last where last.tenant_id = :tenantId and last.launch_session_id = :after),
      :after::uuid))
  order by s.created_at desc, s.launch_session_id desc
  limit :limit`;
