import {
  type Actor,
  type ActorResolver,
  type People,
  readAuthorization,
  type Tenants,
  type UnitOfWork,
} from '@aimline/plugin-interventions-node';
import { SESSION_COUNTS } from './queries';
import { sessionOver } from './sessionOver';

/**
 * Authenticates a request by the token of a launch session. The session is read at each request, so that a revocation
 * takes effect at once, and a caregiver sees their children as soon as the school has them in its roster.
 *
 * The most frequent query of the service: one statement, and for caregivers a second.
 */
export function createActorResolver({ tenants, people }: { tenants: Tenants; people: People }): ActorResolver {
  return {
    async resolve(request) {
      const token = readAuthorization(request.headers.authorization);
      if (!token) return null;
      const { tenantId } = token;
      return tenants.transact({ tenantId, actorId: null, action: 'lti.authenticate' }, async (uow) => {
        const session = await findSession(uow, token.hash);
        if (!session) throw sessionOver();
        const { source, mentoredSubjects, ...actor } = session;
        const children = await people.identify(uow, source, ['student'], mentoredSubjects);
        return { tenantId, ...actor, studentIds: children.map(({ personId }) => personId) };
      });
    },
  };
}

interface FoundSession extends Omit<Actor, 'tenantId' | 'studentIds'> {
  /** The roster source that the children belong to. */
  source: string;
  /** A caregiver's children as the platform lists them; empty for all other users. */
  mentoredSubjects: string[];
}

async function findSession(uow: UnitOfWork, tokenHash: Buffer): Promise<FoundSession | undefined> {
  const [session] = await uow.rows<FoundSession>(
    `select s.person_id as "personId", s.roles, s.course_id as "courseId",
       'lti:' || s.registration_id as source, s.mentored_subjects as "mentoredSubjects"
     from launch_session s
     where s.tenant_id = :tenantId
       and s.token_hash = :tokenHash
       and s.token_expires_at > :now
       and ${SESSION_COUNTS}`,
    { tokenHash, now: uow.now },
  );
  return session;
}
