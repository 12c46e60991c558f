import type { CourseLink, DeepLinkingForm } from '@aimline/plugin-interventions-common/deepLinking';
import type { BearerSecret, Roster, Tenants, UnitOfWork } from '@aimline/plugin-interventions-node';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type { DeepLinkingRequest } from '../../guard/readDeepLinkingSettings';
import { SESSION_COUNTS } from '../../launch/session/queries';
import { sessionOver } from '../../launch/session/sessionOver';
import type { ToolKeys } from '../../platforms/ToolKeys';
import { signDeepLinkingResponse } from './signDeepLinkingResponse';

/**
 * Answers a platform's request for links, for the person whose token it is, and records the links of the course. A
 * request is answered once: of concurrent answers, one succeeds.
 *
 * @throws AuthenticationError when the token is unknown, expired or revoked; InputError when the platform accepts one
 *   link and there are more; NotFoundError when the launch was no request for links; ConflictError when it has been
 *   answered.
 */
export async function answerDeepLinking(
  tool: { tenants: Tenants; roster: Roster; toolKeys: ToolKeys; toolOrigin: string; now: () => Date },
  token: BearerSecret,
  items: readonly CourseLink[],
): Promise<DeepLinkingForm> {
  // Read first: a key that cannot be decrypted must not use up the request.
  const key = await tool.toolKeys.active();
  const who = { tenantId: token.tenantId, actorId: null, action: 'lti.deep_link' };
  const { request, ...parties } = await tool.tenants.transact(who, async (uow) => {
    const found = await findRequest(uow, token.hash);
    if (!found) throw sessionOver();
    if (!found.request) throw new NotFoundError('This page was not opened to choose links for a course.');
    if (found.answered) {
      throw new ConflictError(
        'The links have already been sent to your course. To add another one, start again in your course.',
      );
    }
    if (items.length > 1 && !found.request.acceptMultiple)
      throw new InputError('Your course accepts one link at a time.');
    await uow.rows(
      `update launch_session
       set deep_linking_answered_at = :now
       where tenant_id = :tenantId
         and launch_session_id = :launchSessionId`,
      { launchSessionId: found.launchSessionId, now: uow.now },
    );
    if (found.courseId !== null) await tool.roster.recordLinks(uow, found.courseId, items);
    return { ...found, request: found.request };
  });
  const jwt = await signDeepLinkingResponse(
    { ...parties, request, items, key, toolOrigin: tool.toolOrigin },
    tool.now(),
  );
  return { returnUrl: request.returnUrl, jwt };
}

interface FoundRequest {
  launchSessionId: string;
  courseId: string | null;
  request: DeepLinkingRequest | null;
  answered: boolean;
  issuer: string;
  clientId: string;
  deploymentId: string;
}

/** The session of a token with the request of its launch; locks it, so that concurrent answers wait. */
async function findRequest(uow: UnitOfWork, tokenHash: Buffer): Promise<FoundRequest | undefined> {
  const [found] = await uow.rows<FoundRequest>(
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
  return found;
}
