import { isLocalUrl, type Tenants } from '@aimline/plugin-interventions-node';
import express, { type CookieOptions, type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import { addDeployment } from './addDeployment';
import { canvasConfiguration } from './page/canvasConfiguration';
import { installPage, type InstallPageContent } from './page/installPage';
import { installRefusalPage } from './page/installRefusalPage';
import { InstallRefusedError } from './InstallRefusedError';
import { invitationPage } from './page/invitationPage';
import { isHosted, platformKeyOf } from './page/learningPlatforms';
import { findInstallation, type Installation, openInstallation, PAGE_LIFETIME_MS } from './page/openInstallation';
import { readDeploymentForm } from './page/readDeploymentForm';
import { readDeployments } from './page/readDeployments';
import { sendPage, type Page } from '../http/sendPage';
import { readCookie } from '../http/readCookie';
import { registeredPage } from './registration/registeredPage';
import { registerTool, type RegistrationTools } from './registration/registerTool';
import { makeRegistrationLink } from './registration/registrationLink';
import { expectPublicEndpoint } from './registration/requestPublicJson';
import { ANY_ORIGIN, NO_ORIGIN } from '../http/sourceList';

const COOKIE = 'aimline_install';

/** The dependencies of the install pages. */
export interface InstallTools extends RegistrationTools {
  tenants: Tenants;
}

/**
 * The addresses that LMS administrators, and the LMS itself, open to install the tool: `/install`, `/register`,
 * `/canvas.json`.
 */
export function createInstallRouter(tools: InstallTools): Router {
  const { toolOrigin } = tools;
  const cookie: CookieOptions = {
    httpOnly: true,
    secure: !isLocalUrl(new URL(toolOrigin)),
    sameSite: 'strict',
    path: '/lti/install',
  };
  const form = express.urlencoded({ extended: false, limit: '20kb', parameterLimit: 20 });
  const router = Router();

  router.post(['/install', '/install/*'], fromOurOwnPages);

  router.get('/canvas.json', (request, response) => {
    response
      .set('Cache-Control', 'public, max-age=300')
      .json(canvasConfiguration(toolOrigin, { caregivers: request.query.caregivers === 'yes' }));
  });

  router.get(
    '/install',
    page(async (request) => {
      const { invitation, lms } = request.query;
      if (typeof invitation === 'string') return invitationPage(invitation);
      return show(await installationOf(request), { platformKey: platformKeyOf(lms) });
    }),
  );
  router.post(
    '/install',
    form,
    page(async (request, response) => {
      const secret = await openInstallation(tools, request.body.invitation);
      response.cookie(COOKIE, secret, { ...cookie, maxAge: PAGE_LIFETIME_MS }).redirect(303, '/lti/install');
      return null;
    }),
  );
  router.post(
    '/install/registration-links',
    form,
    page(async (request) => {
      const installation = await installationOf(request);
      const registrationLink = await makeRegistrationLink(tools, { tenantId: installation.tenantId, toolOrigin });
      return show(installation, { platformKey: platformKeyOf(request.body.lms), registrationLink });
    }),
  );
  router.post(
    '/install/deployments',
    form,
    page(async (request, response) => {
      const installation = await installationOf(request);
      const platformKey = platformKeyOf(request.body.lms);
      try {
        const deployment = readDeploymentForm(platformKey, request.body);
        const { authorizationEndpoint, tokenEndpoint, jwksUri } = deployment;
        // The endpoints of a hosted LMS are our own constants, and need no check.
        const entered = isHosted(platformKey) ? [] : [authorizationEndpoint, tokenEndpoint, jwksUri];
        for (const endpoint of entered) await expectPublicEndpoint(endpoint, tools.outboundPolicy);
        await addDeployment(tools.knex, { ...deployment, tenantId: installation.tenantId, byLink: false });
      } catch (error) {
        if (!(error instanceof InstallRefusedError)) throw error;
        return show(installation, { platformKey, problem: { message: error.message, entered: request.body } });
      }
      response.redirect(303, `/lti/install?lms=${platformKey}#deployments`);
      return null;
    }),
  );

  router.get('/register', (request, response, next) => {
    registerTool(tools, request.query)
      // Shown in a frame of a platform that is not known yet; the page has nothing to click.
      .then((registered) => sendPage(response, registeredPage(registered), ANY_ORIGIN))
      .catch(next);
  });

  router.use(answerInstallRefusal);
  return router;

  function installationOf(request: Request): Promise<Installation> {
    return findInstallation(tools, readCookie(request, COOKIE));
  }

  async function show(
    installation: Installation,
    shown: Pick<InstallPageContent, 'platformKey' | 'registrationLink' | 'problem'>,
  ): Promise<Page> {
    const { tenantName } = installation;
    return installPage({ tenantName, toolOrigin, ...(await readDeployments(tools, installation)), ...shown });
  }
}

/**
 * Refuses forms of other sites: one could post its own invitation, and an administrator with an open page would then
 * enter the values of their LMS for a foreign district. Browsers send the origin of a form as `Sec-Fetch-Site` (Fetch
 * Metadata; our referrer policy suppresses `Origin`); a client without that header is no current browser.
 */
const fromOurOwnPages: express.RequestHandler = (request, _response, next) => {
  const site = request.headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin') return next();
  next(new InstallRefusedError(403, 'This form was sent by another site. Open the link of your invitation again.'));
};

/**
 * Sends the page that a handler returns, which no site may frame; null means that the handler has sent the answer
 * itself.
 */
function page(handle: (request: Request, response: Response) => Promise<Page | null>): express.RequestHandler {
  return (request, response, next) => {
    handle(request, response)
      .then((made) => made && sendPage(response, made, NO_ORIGIN))
      .catch(next);
  };
}

const answerInstallRefusal: ErrorRequestHandler = (error: unknown, request, response, next) => {
  if (response.headersSent || !(error instanceof InstallRefusedError)) return next(error);
  sendPage(response, installRefusalPage(error), request.path === '/register' ? ANY_ORIGIN : NO_ORIGIN);
};
