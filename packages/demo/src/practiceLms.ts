import express, { type ErrorRequestHandler, type Request, type RequestHandler } from 'express';
import { exportJWK, generateKeyPair } from 'jose';
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Course } from './courses';
import { authorize, type LaunchHints } from './lms/authorize';
import { copyCourse } from './lms/copyCourse';
import { CourseCatalog } from './lms/CourseCatalog';
import { CourseLinks } from './lms/courseLinks';
import { coursePage } from './lms/coursePage';
import { coursesPage } from './lms/coursesPage';
import { type AccessTokens, ACCESS_TOKEN_LIFETIME_S, issueAccessToken } from './lms/issueAccessToken';
import { listMemberships } from './lms/listMemberships';
import { MemberChanges, type MemberStatus } from './lms/MemberChanges';
import { NoticeHandlers } from './lms/NoticeHandlers';
import { noticeService } from './lms/noticeService';
import type { Platform } from './lms/platform';
import type { RegisteredTool } from './lms/registeredTool';
import { receiveLinks } from './lms/receiveLinks';
import { registerTools } from './lms/registerTools';
import { Refusal } from './lms/refusal';
import { refusalPage } from './lms/refusalPage';
import { TtlMap } from './lms/TtlMap';
import { stylesheet } from './lms/stylesheet';
import { storageScript } from './lms/storageScript';
import { STORAGE_FRAME, type StoragePlace, toolPage } from './lms/toolPage';
import { toolsPage } from './lms/toolsPage';
import { findVisit, purposeOf } from './lms/visit';
import type { Person } from './person';

/** The issuer; the same on every port, so that the tool recognizes people when the port changes. */
export const PRACTICE_ISSUER = 'https://practice-lms.example';

/** The client id of the tool; one registration with a deployment for each district. */
export const PRACTICE_CLIENT_ID = 'practice-10000000000007';

const LAUNCH_LIFETIME_MS = 5 * 60_000;
const REGISTRATION_LIFETIME_MS = 3_600_000;
/** How long a request for links can be answered: a person may be interrupted while choosing. */
const DEEP_LINKING_LIFETIME_MS = 8 * 3_600_000;

/** A running practice LMS, with the values a tool needs to register it. */
export interface PracticeLms {
  origin: string;
  issuer: string;
  clientId: string;
  authorizationEndpoint: string;
  tokenEndpoint: string;
  jwksUri: string;
  /** Changes the status of a member of a course, as an administrator would; forgotten when the LMS ends. */
  changeMember(course: Course, person: Person, status: MemberStatus): void;
  close(): Promise<void>;
}

/**
 * Starts a small LTI 1.3 platform with the courses of the practice districts: launches by third-party-initiated login,
 * Deep Linking, Names and Role Provisioning Services, notices of copied courses, and pages to launch from. Its keys are
 * new at each start; links and copies of its courses are forgotten when it ends.
 *
 * @param options.port - 0 for any free port
 * @param options.toolOrigin - the origin of the tool that is registered from the start
 * @throws Error with the `code` of Node when it cannot listen on the port.
 */
export async function startPracticeLms(options: {
  port: number;
  host?: string;
  toolOrigin: string;
  now?: () => Date;
}): Promise<PracticeLms> {
  const { port, host = '127.0.0.1', toolOrigin, now = () => new Date() } = options;
  const { privateKey, publicKey } = await generateKeyPair('RS256', { modulusLength: 2048 });
  const kid = randomUUID();
  const keySet = { keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' }] };

  const app = express().disable('x-powered-by').set('etag', false);
  const server = await new Promise<ReturnType<typeof app.listen>>((resolve, reject) => {
    const listening = app.listen(port, host, () => resolve(listening)).once('error', reject);
  });
  const origin = `http://${host}:${(server.address() as AddressInfo).port}`;
  const tool: RegisteredTool = {
    issuer: PRACTICE_ISSUER,
    clientId: PRACTICE_CLIENT_ID,
    loginUri: `${toolOrigin}/lti/login`,
    redirectUri: `${toolOrigin}/lti/launch`,
    jwksUri: `${toolOrigin}/lti/jwks`,
  };
  const platform: Platform = {
    origin,
    tool,
    tools: new Map([[tool.clientId, tool]]),
    requests: new TtlMap(DEEP_LINKING_LIFETIME_MS, now),
    catalog: new CourseCatalog(),
    links: new CourseLinks(),
    noticeHandlers: new NoticeHandlers(origin),
    signingKey: { kid, privateKey },
    now,
  };
  const hints: LaunchHints = new TtlMap(LAUNCH_LIFETIME_MS, now);
  const tokens: AccessTokens = new TtlMap(ACCESS_TOKEN_LIFETIME_S * 1000, now);
  const changes = new MemberChanges();
  const form = express.urlencoded({ extended: false, limit: '20kb' });
  const tokenEndpoint = `${origin}/token`;

  app.get('/', (request, response) => {
    response.set('content-security-policy', pagePolicy(toolOrigin)).type('html').send(pageAt(request.query, platform));
  });
  app.get('/stylesheet.css', (_request, response) => void response.type('css').send(stylesheet));
  const script = storageScript(toolOrigin);
  app.get('/storage.js', (_request, response) => void response.type('js').send(script));
  app.get('/storage', (_request, response) => {
    response
      .set('content-security-policy', "default-src 'none'; script-src 'self'; frame-ancestors 'self'")
      .type('html')
      .send('<!doctype html><title>Data of tools</title><script src="/storage.js"></script>');
  });
  app.get('/tools', (_request, response) => {
    response
      .set('content-security-policy', pagePolicy(toolOrigin))
      .type('html')
      .send(toolsPage([...platform.tools.values()]));
  });
  app.use(registerTools(platform, toolOrigin, new TtlMap(REGISTRATION_LIFETIME_MS, now)));
  app.get('/launch', beginLaunch(platform, hints));
  const authorization = asyncHandler(authorize(platform, hints));
  app.get('/authorize', authorization).post('/authorize', form, authorization);
  app.post('/token', form, asyncHandler(issueAccessToken(platform, tokenEndpoint, tokens)));
  app.get('/jwks', (_request, response) => void response.json(keySet));
  app.post('/links', express.urlencoded({ extended: false, limit: '200kb' }), asyncHandler(receiveLinks(platform)));
  app.post('/copies', form, asyncHandler(copyCourse(platform)));
  app.get('/courses/:course/memberships', listMemberships(origin, platform.catalog, tokens, changes));
  app.use(noticeService(platform, tokens));
  app.use(() => {
    throw new Refusal(404, 'There is no such page.');
  });
  app.use(refuse);

  return {
    origin,
    issuer: PRACTICE_ISSUER,
    clientId: PRACTICE_CLIENT_ID,
    authorizationEndpoint: `${origin}/authorize`,
    tokenEndpoint,
    jwksUri: `${origin}/jwks`,
    changeMember: (course, person, status) => changes.change(course, person, status),
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

/** Renders the front page, a course, or the tool in a course, depending on the query. */
function pageAt(query: Request['query'], { catalog, links }: Platform): string {
  if (query.course === undefined) return coursesPage(catalog.all);
  const course = catalog.find(query.course);
  if (query.person !== undefined) {
    const visit = findVisit(course, query.person);
    return toolPage(visit, purposeOf(visit, query, links), storagePlace(query));
  }
  const [added, notified] = [countIn(query.added), countIn(query.notified)];
  return coursePage(course, {
    links: links.of(course),
    lastVisitor: query.as,
    done: added !== undefined ? { added } : notified !== undefined ? { notified } : null,
    origin: catalog.originOf(course),
  });
}

function countIn(text: unknown): number | undefined {
  return typeof text === 'string' && /^\d{1,3}$/.test(text) ? Number(text) : undefined;
}

/** Third-party-initiated login (1EdTech Security Framework 1.1, section 5.1.1.1): sends the browser to the tool. */
function beginLaunch({ tool: first, tools, catalog, links }: Platform, hints: LaunchHints): RequestHandler {
  return ({ query }, response) => {
    const visit = findVisit(catalog.find(query.course), query.person);
    const purpose = purposeOf(visit, query, links);
    const link = typeof purpose === 'object' ? purpose : undefined;
    const clientId = link?.clientId ?? query.tool;
    const tool = clientId === undefined ? first : tools.get(String(clientId));
    if (!tool) throw new Refusal(404, 'There is no such tool.');
    const targetLinkUri = link?.url ?? tool.redirectUri;
    const login = new URL(tool.loginUri);
    login.search = new URLSearchParams({
      iss: tool.issuer,
      client_id: tool.clientId,
      lti_deployment_id: tool.deploymentId ?? visit.course.district.deploymentId,
      login_hint: visit.person.userId,
      lti_message_hint: hints.put({ visit, purpose, targetLinkUri }),
      target_link_uri: targetLinkUri,
      lti_storage_target: storagePlace(query) === 'page' ? '_parent' : STORAGE_FRAME,
    }).toString();
    response.set('cache-control', 'no-store').redirect(302, login.toString());
  };
}

function storagePlace(query: Request['query']): StoragePlace {
  return query.storage === 'frame' ? 'frame' : 'page';
}

function pagePolicy(toolOrigin: string): string {
  return `default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; frame-src 'self' ${toolOrigin}; form-action 'self' ${toolOrigin}; base-uri 'none'; frame-ancestors 'none'`;
}

/** Passes the rejection of an async handler to `next`, which Express 4 does not do. */
function asyncHandler(handler: RequestHandler): RequestHandler {
  return (request, response, next) => void Promise.resolve(handler(request, response, next)).catch(next);
}

const refuse: ErrorRequestHandler = (error: unknown, request, response, _next) => {
  const known = error instanceof Refusal ? error : undefined;
  const status = known?.status ?? (error as { status?: number }).status ?? 500;
  const message =
    known?.message ?? (status < 500 ? 'The request cannot be read.' : `The practice LMS failed: ${String(error)}`);
  // People send the forms of /links and /copies, and get a page; every other POST comes from the tool, and gets JSON.
  const isForm = request.method === 'GET' || request.path === '/links' || request.path === '/copies';
  if (!isForm || /^\/(token$|courses\/|deployments\/)/.test(request.path)) {
    response
      .status(status)
      .json({ error: known?.code ?? (status < 500 ? 'invalid_request' : 'server_error'), error_description: message });
  } else {
    response.status(status).type('html').send(refusalPage(message));
  }
};
