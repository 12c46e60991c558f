import { type Actor, type ActorResolver, readAuthorization, type Tenants } from '@aimline/plugin-interventions-node';
import { SESSION_COUNTS } from './queries';
import { sessionOver } from './sessionOver';

/**
 * Tells by the token of a launch session who asks. Read at each request, so that a revocation counts at once, and a
 * caregiver sees their children as soon as the school knows them.
 */
export function createActorResolver(tenants: Tenants): ActorResolver {
  return {
    async resolve(request) {
      const token = readAuthorization(request.headers.authorization);
      if (!token) return null;
      const who = { tenantId: token.tenantId, actorId: null, action: 'lti.authenticate' };
      const [session] = await tenants.transact(who, (uow) =>
        uow.rows<Omit<Actor, 'tenantId'>>(
          `select s.person_id as "personId", s.roles, s.course_id as "courseId",
             array(
               select i.person_id
               from external_identity i
               where i.tenant_id = :tenantId
                 and i.source = 'lti:' || s.registration_id
                 and i.kind = 'student'
                 and i.external_id = any (s.mentored_subjects)
               order by i.external_id) as "studentIds"
           from launch_session s
           where s.tenant_id = :tenantId
             and s.token_hash = :tokenHash
             and s.token_expires_at > :now
             and ${SESSION_COUNTS}`,
          { tokenHash: token.hash, now: uow.now },
        ),
      );
      if (!session) throw sessionOver();
      return { tenantId: token.tenantId, ...session };
    },
  };
}
