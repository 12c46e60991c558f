import {
  createFeatures,
  createFrontDoor,
  createJobForwarder,
  createRoster,
  foldFeatures,
  people,
  RequestLimits,
  type RunningJobs,
  startJobs,
  type TenantTransactions,
} from '@aimline/plugin-interventions-backend';
import { type Call, createClient } from '@aimline/plugin-interventions-common/client';
import { API_BASE } from '@aimline/plugin-interventions-common/endpoints';
import { type Jobs, KeyRing } from '@aimline/plugin-interventions-node';
import type { LoggerService } from '@backstage/backend-plugin-api';
import express from 'express';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { createTestDatabase, type TestDatabase } from './database';
import { Ltijs5Gateway } from '../../lti/src/launch/gateway/Ltijs5Gateway';
import { PlatformKeys } from '../../lti/src/platforms/PlatformKeys';
import { LaunchLimits, LOGINS_PER_MINUTE } from '../../lti/src/launch/LaunchLimits';
import { NoticeHandlers } from '../../lti/src/services/notices/NoticeHandlers';
import { AccessTokens } from '../../lti/src/platforms/AccessTokens';
import { registerDeployment } from '../../lti/src/installation/admin/registerDeployment';
import { CourseRosters } from '../../lti/src/services/roster/CourseRosters';
import { createAccessFeature } from '../../lti/src/access/feature';
import { createLtiRouter } from '../../lti/src/createLtiRouter';
import { createActorResolver } from '../../lti/src/launch/session/createActorResolver';
import { LTI_BASE } from '../../lti/src/toolContracts';
import { ToolKeys } from '../../lti/src/platforms/ToolKeys';
import { createToolRoutes } from '../../lti/src/createToolRoutes';
import { endpoints, featureTools, registry } from './service';
import { startTestPlatform, type TestPlatform } from './startTestPlatform';
import { CONTEXT, LTI, MEMBERSHIPS } from './vocabulary';

export const CEDAR_VALLEY = '5b0f7a2e-3c61-4d0a-9e57-2f8c1a6b4d10';
const SYNC_TIMEOUT_MS = 120_000;

/** The tool and the service on a port, with a database of their own and a registered platform. */
export interface TestTool {
  origin: string;
  db: TestDatabase;
  tenants: TenantTransactions;
  platform: TestPlatform;
  /** The offset of the tool's clock from the real one. */
  clock: { aheadMs: number };
  /** Warnings and errors that the tool logged. */
  complaints: string[];
  /** Begins a login as a browser would; `parameters` replaces parameters of the platform. */
  begin(parameters?: Record<string, string>): Promise<Begun>;
  /** The claims of a valid launch as Hannah, a teacher, for a login. */
  claims(begun: Begun): Record<string, unknown>;
  /** Posts a launch; null omits the cookie. */
  post(fields: Record<string, string>, cookie: string | null): Promise<Response>;
  /** Begins a login, signs the claims of a valid launch with `changes`, and posts it. */
  launch(changes?: Record<string, unknown>, parameters?: Record<string, string>): Promise<Response>;
  /** Launches as Hannah from a course whose members the platform lists. */
  launchIn(course: string, changes?: Record<string, unknown>): Promise<Response>;
  /** Waits until the syncs of courses with this title that began after `since` (by default at any time) have ended. */
  rosterRead(course: string, since?: Date): Promise<void>;
  /** Ends running syncs, as a shutdown does. */
  stopReading(): Promise<void>;
  /** External ids of the students of a course, in order. */
  studentsOf(course: string): Promise<string[]>;
  /** Exchanges a code, which may be in a redirect. */
  exchange(code: Response | string): Promise<Response>;
  /** The typed client of the user of a launch. */
  callAs(launched: Response): Promise<Call>;
  close(): Promise<void>;
}

export interface Begun {
  state: string;
  nonce: string;
  verifier: string;
  cookie: string;
  /** The target of the redirect. */
  next: URL;
  page: string;
  response: Response;
}

export async function startTestTool({ loginsPerMinute = LOGINS_PER_MINUTE } = {}): Promise<TestTool> {
  const [db, platform] = await Promise.all([createTestDatabase(), startTestPlatform()]);
  const clock = { aheadMs: 0 };
  const now = () => new Date(Date.now() + clock.aheadMs);
  const tenants = db.tenants(now, {
    // after the commit, when the parts below exist
    onEnqueued: ({ tenantId }) => void forwarder.forward(tenantId),
  });
  const complaints: string[] = [];
  const complain = (message: string, error?: unknown) =>
    void complaints.push(error instanceof Error ? `${message}: ${error.stack}` : message);
  const logger = { info() {}, warn: complain, error: complain } as unknown as LoggerService;
  const knex = db.app;
  const app = express();
  const server = app.listen(0, 'localhost');
  await new Promise((resolve) => server.once('listening', resolve));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const roster = createRoster();
  const outboundPolicy = { allowLoopback: true };
  const toolKeys = new ToolKeys({
    knex,
    keyRing: new KeyRing({ encryptionKey: 'a key for tests, and for nothing else' }),
    now,
  });
  const gateway = new Ltijs5Gateway({ platformKeys: new PlatformKeys({ outboundPolicy, now }) });
  const accessTokens = new AccessTokens({ toolKeys, outboundPolicy, now });
  const jobs: Jobs = { enqueue: (job, data) => running.enqueue(job, data) };
  const courseRosters = new CourseRosters({ knex, tenants, roster, accessTokens, outboundPolicy, logger, now });
  const noticeHandlers = new NoticeHandlers({
    knex,
    jobs,
    accessTokens,
    outboundPolicy,
    toolOrigin: origin,
    logger,
    now,
  });
  const running: RunningJobs = await startJobs({ knex, jobs: [courseRosters.job, noticeHandlers.job], logger });
  const forwarder = createJobForwarder({
    ...{ tenants, put: running.put },
    listTenants: async () => [CEDAR_VALLEY],
    names: [courseRosters.job.name],
  });
  const limits = new LaunchLimits({ perMinute: loginsPerMinute, now });
  const parts = { knex, tenants, people, roster, limits, toolKeys, toolOrigin: origin, now };
  const { actionsOf } = registry;
  const noticeKeys = new PlatformKeys({ outboundPolicy, now });
  const toolRegistry = foldFeatures([
    ...createFeatures(featureTools).map((one) => ({ ...one, actorResolvers: [] })),
    createAccessFeature(people),
    {
      name: 'lti',
      routes: createToolRoutes({ ...parts, actionsOf, noticeKeys }),
      actorResolvers: [createActorResolver({ tenants, people })],
    },
  ]);
  const door = { registry: toolRegistry, tenants, logger, limits: new RequestLimits({ now }) };
  app.use(
    '/lti',
    createLtiRouter({
      launch: { ...parts, gateway, courseRosters, noticeHandlers },
      install: { ...parts, outboundPolicy },
      logger,
      routes: createFrontDoor({ ...door, base: LTI_BASE }),
    }),
  );
  app.use(API_BASE, createFrontDoor(door));
  await registerDeployment(db.owner, {
    issuer: platform.issuer,
    clientId: platform.clientId,
    authorizationEndpoint: `${platform.issuer}/authorize`,
    tokenEndpoint: `${platform.issuer}/token`,
    jwksUri: `${platform.issuer}/jwks`,
    deploymentId: 'cedar-valley-1',
    tenantId: CEDAR_VALLEY,
    tenantName: 'Cedar Valley',
  });

  const tool: TestTool = {
    origin,
    db,
    tenants,
    platform,
    clock,
    complaints,
    async begin(parameters = {}) {
      const query = new URLSearchParams({
        iss: platform.issuer,
        client_id: platform.clientId,
        login_hint: 'hannah',
        target_link_uri: `${origin}/lti/launch`,
        lti_message_hint: 'hint',
        lti_deployment_id: 'cedar-valley-1',
        ...parameters,
      });
      const response = await fetch(`${origin}/lti/login?${query}`, { redirect: 'manual' });
      const page = await response.text();
      const data = JSON.parse(/id="data">(.*)<\/script>/.exec(page)?.[1] ?? '{"next":"http://refused.invalid"}');
      const next = new URL(data.next);
      const parameter = (name: string) => next.searchParams.get(name) ?? '';
      const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
      return {
        state: parameter('state'),
        nonce: parameter('nonce'),
        verifier: data.verifier,
        cookie,
        next,
        page,
        response,
      };
    },
    claims({ nonce }) {
      const seconds = Math.floor(now().getTime() / 1000);
      return {
        iss: platform.issuer,
        aud: platform.clientId,
        sub: 'hannah',
        given_name: 'Hannah',
        family_name: 'Brooks',
        iat: seconds,
        exp: seconds + 300,
        nonce,
        [`${LTI}version`]: '1.3.0',
        [`${LTI}message_type`]: 'LtiResourceLinkRequest',
        [`${LTI}deployment_id`]: 'cedar-valley-1',
        [`${LTI}target_link_uri`]: `${origin}/lti/launch`,
        [`${LTI}resource_link`]: { id: 'link-1' },
        [`${LTI}roles`]: [`${CONTEXT}#Instructor`],
        [`${LTI}context`]: { id: 'grade-3', title: 'Grade 3, Ms. Brooks' },
      };
    },
    post: (fields, cookie) =>
      fetch(`${origin}/lti/launch`, {
        method: 'POST',
        redirect: 'manual',
        headers: cookie === null ? {} : { cookie },
        body: new URLSearchParams(fields),
      }),
    async launch(changes = {}, parameters = {}) {
      const begun = await tool.begin(parameters);
      const id_token = platform.signIdToken({ ...tool.claims(begun), ...changes });
      return tool.post({ state: begun.state, id_token }, begun.cookie);
    },
    launchIn: (course, changes = {}) =>
      tool.launch({
        [`${LTI}context`]: { id: course, title: course },
        [MEMBERSHIPS]: { context_memberships_url: `${platform.issuer}/members` },
        ...changes,
      }),
    async rosterRead(course, since = new Date(0)) {
      for (const deadline = Date.now() + SYNC_TIMEOUT_MS; ; await setTimeout(20)) {
        const { rows } = await db.admin.query(
          `select from aimline.course c
           join aimline.course_roster r using (tenant_id, course_id)
           where c.title = $1
           having count(*) > 0 and bool_and(coalesce(r.begun_at >= $2, false) and r.sync_id is null)`,
          [course, since],
        );
        if (rows.length > 0) return;
        if (Date.now() > deadline) throw new Error(`The members of "${course}" are still not read.`);
      }
    },
    stopReading: () => running.stop(),
    async studentsOf(course) {
      const { rows } = await db.admin.query(
        `select i.external_id
         from aimline.course c
         join aimline.course_student s using (tenant_id, course_id)
         join aimline.external_identity i on i.tenant_id = s.tenant_id and i.local_id = s.student_id
         where c.title = $1
         order by 1`,
        [course],
      );
      return rows.map((row) => row.external_id);
    },
    exchange(code) {
      const text = typeof code === 'string' ? code : codeOf(code);
      return fetch(`${origin}/lti/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ code: text }),
      });
    },
    async callAs(launched) {
      const { token } = await (await tool.exchange(launched)).json();
      return createClient({ endpoints, origin, token: () => token });
    },
    async close() {
      await running.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await Promise.all([platform.close(), db.destroy()]);
    },
  };
  return tool;
}

function codeOf(response: Response): string {
  return new URL(response.headers.get('location') ?? '', response.url).searchParams.get('code') ?? '';
}
