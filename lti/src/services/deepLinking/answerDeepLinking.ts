import type { CourseLink, DeepLinkingForm } from '@aimline/plugin-interventions-common/deepLinking';
import type { BearerSecret, Roster, Tenants, UnitOfWork } from '@aimline/plugin-interventions-node';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type { DeepLinkingRequest } from '../../launch/guard/readDeepLinkingSettings';
import { SESSION_COUNTS } from '../../launch/session/queries';
import { sessionOver } from '../../launch/session/sessionOver';
import type { ToolKeys } from '../../platforms/ToolKeys';
import { signDeepLinkingResponse } from './signDeepLinkingResponse';

/**
 * Answers the request of a platform for links, in the name of the person whose token it is, and keeps what the course
 * gets. A request is spent when it is
 * answered: of answers in parallel, one succeeds.
 *
 * @throws AuthenticationError when the token is unknown, over or revoked; InputError when the links are more than were
 *   asked for; NotFoundError when the launch asked for none; ConflictError when it has been answered.
 */
export async function answerDeepLinking(
  tool: { tenants: Tenants; roster: Roster; toolKeys: ToolKeys; toolOrigin: string; now: () => Date },
  token: BearerSecret,
  items: readonly CourseLink[],
): Promise<DeepLinkingForm> {
  // Asked for first: a key that does not open must not use up the request.
  const key = await tool.toolKeys.active();
  const who = { tenantId: token.tenantId, actorId: null, action: 'lti.deep_link' };
  const { request, ...parties } = await tool.tenants.transact(who, async (uow) => {
    const asked = await findRequest(uow, token.hash);
    if (!asked) throw sessionOver();
    if (!asked.request) throw new NotFoundError('This page was not opened to choose links for a course.');
    if (asked.answered) {
      throw new ConflictError('The links were sent to your course already. To add another one, begin in your course.');
    }
    if (items.length > 1 && !asked.request.acceptMultiple)
      throw new InputError('Your course takes one link at a time.');
    await uow.rows(
      `update launch_session
       set deep_linking_answered_at = :now
       where tenant_id = :tenantId
         and launch_session_id = :launchSessionId`,
      { launchSessionId: asked.launchSessionId, now: uow.now },
    );
    if (asked.courseId !== null) await tool.roster.recordLinks(uow, asked.courseId, items);
    return { ...asked, request: asked.request };
  });
  const jwt = await signDeepLinkingResponse(
    { ...parties, request, items, key, toolOrigin: tool.toolOrigin },
    tool.now(),
  );
  return { returnUrl: request.returnUrl, jwt };
}

interface Asked {
  launchSessionId: string;
  courseId: string | null;
  request: DeepLinkingRequest | null;
  answered: boolean;
  issuer: string;
  clientId: string;
  deploymentId: string;
}

/** The session of a token with what its launch asked for; whoever answers at the same time waits. */
async function findRequest(uow: UnitOfWork, tokenHash: Buffer): Promise<Asked | undefined> {
  const [asked] = await uow.rows<Asked>(
    `select
       s.launch_session_id as "launchSessionId",
       s.course_id as "courseId",
       s.deep_linking as request,
       s.deep_linking_answered_at is not null as answered,
       r.issuer,
       r.client_id as "clientId",
       s.deployment_id as "deploymentId"
     from launch_session s
     join directory.lti_registration r on r.registration_id = s.registration_id
     where s.tenant_id = :tenantId
       and s.token_hash = :tokenHash
       and s.token_expires_at > :now
       and ${SESSION_COUNTS}
     for update of s`,
    { tokenHash, now: uow.now },
  );
  return asked;
}
