import express, { type Request, type Response, Router } from 'express';
import { districts } from '../districts';
import { expectToken } from './expectToken';
import type { AccessTokens } from './issueAccessToken';
import type { NoticeHandler } from './NoticeHandlers';
import type { Platform } from './platform';
import type { RegisteredTool } from './registeredTool';
import { Refusal } from './refusal';
import { NOTICE_HANDLERS_SCOPE } from './scopes';

/** The type of the notice of a copied course, the only notice that the practice LMS sends. */
export const COPY_NOTICE = 'LtiContextCopyNotice';

/** The claim that offers the notification service with every launch (LTI Platform Notification Service 1.0). */
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
 * The service where a tool registers the address of its notice handler, one for each type and deployment; an empty address
 * removes it. The address must have the tool's origin.
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
      throw new Refusal(
        400,
        `"${String(url)}" is not an address of the tool: expected one at ${new URL(tool.loginUri).origin}.`,
      );
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
