import type { OutboundPolicy } from '@aimline/plugin-interventions-node';
import type { LoggerService } from '@backstage/backend-plugin-api';
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { answerRefusal } from '../launch/answerRefusal';
import { LaunchRefusedError } from '../launch/guard/LaunchRefusedError';
import { readLaunchForm } from '../launch/guard/readLaunchForm';
import { createInstallRouter } from '../installation/installRouter';
import { acceptLaunch } from '../launch/acceptLaunch';
import { beginLogin } from '../launch/beginLogin';
import { findLogin } from '../launch/findLogin';
import type { LaunchTools } from '../launch/LaunchTools';
import { candidatePage } from '../launch/pages/candidatePage';
import { loginPage } from '../launch/pages/loginPage';
import { noRolePage } from '../launch/pages/noRolePage';
import { recoveryPage } from '../launch/pages/recoveryPage';
import { type Page, sendPage } from './sendPage';
import { ANY_ORIGIN, sourceList } from './sourceList';
import { clearVerifierCookie, readVerifierCookie, setVerifierCookie } from '../launch/verifierCookie';
import { withoutFramePolicy } from './withoutFramePolicy';

export interface LtiRouterOptions extends LaunchTools {
  /** What platforms may be asked. */
  outboundPolicy: OutboundPolicy;
  logger: LoggerService;
  /** What is asked in JSON, served by the front door of the service. */
  routes: Router;
}

/** A page, and the source list of who may show it in a frame. */
interface FramedPage {
  page: Page;
  frameAncestors: string;
}

/** Everything under `/lti`: pages for browsers on their way in, JSON for the app and for platforms. */
export function createLtiRouter(options: LtiRouterOptions): Router {
  const form = express.urlencoded({ extended: false, limit: '100kb', parameterLimit: 50 });
  const router = Router();
  router.use(withoutFramePolicy, (_request, response, next) => {
    response.set({
      'Cache-Control': 'no-store',
      'Content-Security-Policy': "default-src 'none'",
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    });
    next();
  });

  router.get(
    '/login',
    page(async (request, response) => login(request.query, request, response)),
  );
  router.post(
    '/login',
    form,
    page(async (request, response) => login(request.body, request, response)),
  );

  router.get(
    '/launch',
    page(async () => {
      throw new LaunchRefusedError('launched_from_platform');
    }),
  );
  router.post(
    '/launch',
    form,
    page(async (request, response) => {
      options.limits.countAddress('launch', request.ip ?? '');
      const launch = readLaunchForm(request.body);
      const verifier = readVerifierCookie(request, launch.state) ?? launch.verifier;
      if (verifier === undefined) {
        const { storage, frameOrigins } = await findLogin(options, launch.state);
        return { page: recoveryPage(launch, storage), frameAncestors: sourceList(frameOrigins) };
      }
      clearVerifierCookie(response, launch.state);
      const { code, candidateCode } = await acceptLaunch(options, { ...launch, verifier });
      if (code === null) {
        const page = candidateCode === null ? noRolePage() : candidatePage(candidateCode);
        return { page, frameAncestors: ANY_ORIGIN };
      }
      response.redirect(303, `/app/?code=${encodeURIComponent(code)}`);
      return null;
    }),
  );

  router.use(options.routes);

  router.use(createInstallRouter(options));

  router.use(answerRefusal(options));
  return router;

  async function login(parameters: unknown, request: Request, response: Response): Promise<FramedPage> {
    const begun = await beginLogin(options, parameters, request.ip ?? '');
    setVerifierCookie(response, begun.state, begun.verifier);
    return { page: loginPage(begun), frameAncestors: sourceList(begun.frameOrigins) };
  }

  /** Answers with a page; null when the handler has answered itself. */
  function page(handle: (request: Request, response: Response) => Promise<FramedPage | null>): RequestHandler {
    return (request, response, next) => {
      handle(request, response)
        .then((made) => made && sendPage(response, made.page, made.frameAncestors))
        .catch(next);
    };
  }
}
