import type { LaunchSession } from '@aimline/plugin-interventions-common/launchSession';
import type { KnownPerson, People, Role, UnitOfWork } from '@aimline/plugin-interventions-node';
import type { DeepLinkingRequest } from '../../guard/readDeepLinkingSettings';

export const TOKEN_LIFETIME_MS = 15 * 60_000;

/**
 * The condition that a launch session `s` is valid at `:now`: not expired, not revoked, and its deployment is active.
 */
export const SESSION_COUNTS = `
  s.expires_at > :now
  and s.revoked_at is null
  and exists (
    select from directory.lti_deployment d
    where d.registration_id = s.registration_id
      and d.deployment_id = s.deployment_id
      and d.status = 'active'
  )`;

/** The data of a session that `describeSession` needs. */
export interface SessionToDescribe {
  launchSessionId: string;
  personId: string;
  courseId: string | null;
}

export interface DescribingTools {
  people: People;
  /** The actions that the roles allow, at least for some subject. */
  actionsOf: (roles: readonly Role[]) => string[];
}

/** The columns of a `SessionToDescribe`, for `launch_session s`. */
export const SESSION_TO_DESCRIBE = `
  s.launch_session_id as "launchSessionId",
  s.person_id as "personId",
  s.course_id as "courseId"`;

/** Describes a session to its page, in one round trip. */
export async function describeSession(
  uow: UnitOfWork,
  { actionsOf, people }: DescribingTools,
  { launchSessionId, personId, courseId }: SessionToDescribe,
  token: string,
): Promise<LaunchSession> {
  const [[row], names, titles] = await Promise.all([
    uow.rows<DescribedSession>(
      `select
         s.token_expires_at as "expiresAt",
         s.roles,
         tenant.name as "tenantName",
         (select k.code
          from coordinator_candidate k
          where k.tenant_id = s.tenant_id and k.staff_id = s.person_id and k.status = 'pending') as "candidateCode",
         s.target,
         case when s.deep_linking_answered_at is null then s.deep_linking end as "deepLinking"
       from launch_session s
       join directory.tenant tenant on tenant.tenant_id = s.tenant_id
       where s.tenant_id = :tenantId
         and s.launch_session_id = :launchSessionId`,
      { launchSessionId },
    ),
    people.namesOf(uow, [personId]),
    people.courseTitles(uow, courseId === null ? [] : [courseId]),
  ]);
  if (!row) throw new Error(`The launch session "${launchSessionId}" does not exist.`);
  const { tenantName, deepLinking, ...rest } = row;
  return {
    token,
    person: personOf(names, personId),
    course: courseId === null ? null : { courseId, title: titles.get(courseId)! },
    actions: actionsOf(row.roles),
    tenant: { name: tenantName },
    ...rest,
    deepLinking: deepLinking && { acceptMultiple: deepLinking.acceptMultiple, title: deepLinking.title },
  };
}

/** The person of a session as pages show them; the names are empty when the person is no longer in the roster. */
export function personOf(names: ReadonlyMap<string, KnownPerson>, personId: string): LaunchSession['person'] {
  const { givenName, familyName } = names.get(personId) ?? NAMELESS;
  return { personId, givenName, familyName };
}

const NAMELESS = { givenName: '', familyName: '' };

interface DescribedSession {
  expiresAt: string;
  roles: LaunchSession['roles'];
  tenantName: string;
  candidateCode: string | null;
  target: string;
  deepLinking: DeepLinkingRequest | null;
}
