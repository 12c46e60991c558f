import type { LoggerService } from '@backstage/backend-plugin-api';
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { answerRefusal } from './launch/answerRefusal';
import { LaunchRefusedError } from './guard/LaunchRefusedError';
import { readLaunchForm } from './guard/readLaunchForm';
import { createInstallRouter, type InstallTools } from './installation/createInstallRouter';
import { acceptLaunch, type LaunchTools } from './launch/acceptLaunch';
import { beginLogin } from './launch/beginLogin';
import { findLogin } from './launch/findLogin';
import { candidatePage } from './launch/pages/candidatePage';
import { loginPage } from './launch/pages/loginPage';
import { noRolePage } from './launch/pages/noRolePage';
import { recoveryPage } from './launch/pages/recoveryPage';
import { type Page, sendPage } from './http/sendPage';
import { ANY_ORIGIN, sourceList } from './http/sourceList';
import { clearVerifierCookie, readVerifierCookie, setVerifierCookie } from './launch/verifierCookie';
import { withoutFramePolicy } from './http/withoutFramePolicy';

export interface LtiRouterOptions {
  launch: LaunchTools;
  install: InstallTools;
  logger: LoggerService;
  /** The JSON endpoints of the tool, served through the front door of the service. */
  routes: Router;
}

/** A page, and the source list of the sites that may show it in a frame. */
interface FramedPage {
  page: Page;
  frameAncestors: string;
}

/** Everything under `/lti`: the pages of logins, launches and installations, and JSON for the app and for platforms. */
export function createLtiRouter({ launch, install, logger, routes }: LtiRouterOptions): Router {
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
      launch.limits.countAddress('launch', request.ip ?? '');
      const form = readLaunchForm(request.body);
      const verifier = readVerifierCookie(request, form.state) ?? form.verifier;
      if (verifier === undefined) {
        const { storage, frameOrigins } = await findLogin(launch, form.state);
        return { page: recoveryPage(form, storage), frameAncestors: sourceList(frameOrigins) };
      }
      clearVerifierCookie(response, form.state);
      const { code, candidateCode } = await acceptLaunch(launch, { ...form, verifier });
      if (code === null) {
        const page = candidateCode === null ? noRolePage() : candidatePage(candidateCode);
        return { page, frameAncestors: ANY_ORIGIN };
      }
      response.redirect(303, `/app/?code=${encodeURIComponent(code)}`);
      return null;
    }),
  );

  router.use(routes);

  router.use(createInstallRouter(install));

  router.use(answerRefusal({ knex: launch.knex, logger, now: launch.now }));
  return router;

  async function login(parameters: unknown, request: Request, response: Response): Promise<FramedPage> {
    const started = await beginLogin(launch, parameters, request.ip ?? '');
    setVerifierCookie(response, started.state, started.verifier);
    return { page: loginPage(started), frameAncestors: sourceList(started.frameOrigins) };
  }

  /** Sends the page that a handler returns; null means that the handler has sent the response itself. */
  function page(handle: (request: Request, response: Response) => Promise<FramedPage | null>): RequestHandler {
    return (request, response, next) => {
      handle(request, response)
        .then((made) => made && sendPage(response, made.page, made.frameAncestors))
        .catch(next);
    };
  }
}
