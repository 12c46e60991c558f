import express, { type Request, type Response, Router } from 'express';
import { districts } from '../districts';
import { expectToken } from './expectToken';
import type { AccessTokens } from './issueAccessToken';
import type { NoticeHandler } from './NoticeHandlers';
import type { Platform } from './platform';
import type { RegisteredTool } from './registeredTool';
import { Refusal } from './refusal';
import { NOTICE_HANDLERS_SCOPE } from './scopes';

/** A course was copied: the one notice that the practice LMS sends. */
export const COPY_NOTICE = 'LtiContextCopyNotice';

/** The claim by which every launch offers the service (LTI Platform Notification Service 1.0). */
export function noticeServiceClaim(url: string): Record<string, unknown> {
  return {
    'https://purl.imsglobal.org/spec/lti/claim/platformnotificationservice': {
      service_versions: ['1.0'],
      platform_notification_service_url: url,
      scope: [NOTICE_HANDLERS_SCOPE],
      notice_types_supported: [COPY_NOTICE],
    },
  };
}

/**
 * The service where a tool says where its notices are to be sent, one address for each type and deployment; an empty one
 * takes it back. The address has to be the tool's own.
 */
export function noticeService({ tools, noticeHandlers }: Platform, tokens: AccessTokens): Router {
  const router = Router();
  const path = '/deployments/:deployment/notice-handlers';

  router.get(path, (request, response) => {
    const { tool, deploymentId } = expectDeployment(request, response);
    response.json({
      client_id: tool.clientId,
      deployment_id: deploymentId,
      notice_handlers: [described(noticeHandlers.of(deploymentId))],
    });
  });

  router.put(path, express.json({ limit: '20kb' }), (request, response) => {
    const { tool, deploymentId } = expectDeployment(request, response);
    const { notice_type: type, handler: url }: Record<string, unknown> = request.body ?? {};
    if (type !== COPY_NOTICE) throw new Refusal(400, `Expected the notice type "${COPY_NOTICE}".`);
    if (url === '') {
      noticeHandlers.remove(deploymentId);
    } else if (typeof url === 'string' && URL.canParse(url) && new URL(url).origin === new URL(tool.loginUri).origin) {
      noticeHandlers.set({ tool, deploymentId, url });
    } else {
      throw new Refusal(400, `"${String(url)}" is not an address of the tool.`);
    }
    response.json(described(noticeHandlers.of(deploymentId)));
  });

  return router;

  function expectDeployment(request: Request, response: Response): { tool: RegisteredTool; deploymentId: string } {
    const { clientId } = expectToken(request, response, tokens, NOTICE_HANDLERS_SCOPE);
    const tool = tools.get(clientId);
    const deploymentId = request.params.deployment!;
    const own = tool?.deploymentId === undefined ? districts.map((each) => each.deploymentId) : [tool.deploymentId];
    if (!tool || !own.includes(deploymentId)) {
      throw new Refusal(404, `The tool has no deployment "${deploymentId}".`, 'not_found');
    }
    return { tool, deploymentId };
  }
}

function described(handler: NoticeHandler | undefined) {
  return { notice_type: COPY_NOTICE, handler: handler?.url ?? '' };
}
