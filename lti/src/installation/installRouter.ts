import { isLocalUrl, type Tenants } from '@aimline/plugin-interventions-node';
import express, { type CookieOptions, type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import { addDeployment } from './page/addDeployment';
import { canvasConfiguration } from './page/canvasConfiguration';
import { installPage, type InstallPageContent } from './page/installPage';
import { installRefusalPage } from './page/installRefusalPage';
import { InstallRefusedError } from './page/InstallRefusedError';
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

/** What administrators of an LMS and the LMS itself open to install the tool: `/install`, `/register`, `/canvas.json`. */
export function createInstallRouter(tools: RegistrationTools & { tenants: Tenants }): Router {
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
        // Endpoints that we know ourselves need no look.
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
      // In a frame of a platform that is not known yet; there is nothing to press.
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
 * Another site could post an invitation of its own, and an administrator who has a page open would go on entering what
 * their LMS shows for a district of somebody else. Browsers say where a form comes from (Fetch Metadata; with our referrer
 * policy they do not name the origin); who says nothing is no browser of these years.
 */
const fromOurOwnPages: express.RequestHandler = (request, _response, next) => {
  const site = request.headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin') return next();
  next(new InstallRefusedError(403, 'This form was sent by another site. Open the link of your invitation once more.'));
};

/** Answers with a page that nobody may frame; null when the handler has answered itself. */
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
