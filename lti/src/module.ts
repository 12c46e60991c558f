import {
  describeFailure,
  interventionsExtensionPoint,
  isLocalUrl,
  KeyRing,
  readEncryptionKeys,
} from '@aimline/plugin-interventions-node';
import { coreServices, createBackendModule, resolvePackagePath } from '@backstage/backend-plugin-api';
import { createAccessFeature } from './access/feature';
import { createAppShell } from './http/createAppShell';
import { FrameAncestors } from './http/FrameAncestors';
import { Ltijs5Gateway } from './launch/gateway/Ltijs5Gateway';
import { PlatformKeys } from './platforms/PlatformKeys';
import { LaunchLimits, LOGINS_PER_MINUTE } from './launch/LaunchLimits';
import { NoticeHandlers } from './services/notices/NoticeHandlers';
import { AccessTokens } from './platforms/AccessTokens';
import { purgeExpired } from './purgeExpired';
import { readLtiConfig } from './readLtiConfig';
import { CourseRosters } from './services/roster/CourseRosters';
import { createLtiRouter } from './createLtiRouter';
import { createActorResolver } from './launch/session/createActorResolver';
import { LTI_BASE } from './toolContracts';
import { ToolKeys } from './platforms/ToolKeys';
import { createToolRoutes } from './createToolRoutes';

/**
 * The LTI 1.3 tool: launches at `/lti`, the user interface at `/app`, and authentication by the token of a launch
 * session.
 */
export const ltiModule = createBackendModule({
  pluginId: 'interventions',
  moduleId: 'lti',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        database: coreServices.database,
        http: coreServices.rootHttpRouter,
        interventions: interventionsExtensionPoint,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
      },
      async init({ config, database, http, interventions, lifecycle, logger }) {
        const { toolOrigin, appDirectory } = readLtiConfig(config);
        const { tenants, people, jobs, roster } = interventions;
        const knex = await database.getClient();
        const now = () => new Date();
        const outboundPolicy = { allowLoopback: isLocalUrl(new URL(toolOrigin)) };
        const toolKeys = new ToolKeys({ knex, keyRing: new KeyRing(readEncryptionKeys(config)), now });
        const gateway = new Ltijs5Gateway({ platformKeys: new PlatformKeys({ outboundPolicy, now }) });
        const limits = new LaunchLimits({ perMinute: LOGINS_PER_MINUTE, now });
        const accessTokens = new AccessTokens({ toolKeys, outboundPolicy, now });
        const courseRosters = new CourseRosters({ knex, tenants, roster, accessTokens, outboundPolicy, logger, now });
        const noticeHandlers = new NoticeHandlers({
          knex,
          jobs,
          accessTokens,
          outboundPolicy,
          toolOrigin,
          logger,
          now,
        });

        interventions.addFeature(createAccessFeature(people));
        interventions.addFeature({
          name: 'lti',
          schema: resolvePackagePath('@aimline/lti'),
          routes: createToolRoutes({
            ...{ knex, tenants, people, roster, limits, toolKeys, toolOrigin, now },
            actionsOf: interventions.actionsOf,
            noticeKeys: new PlatformKeys({ outboundPolicy, now }),
          }),
          jobs: [
            courseRosters.job,
            noticeHandlers.job,
            { name: 'lti.purge', schedule: '*/10 * * * *', run: () => purgeExpired({ knex, now }) },
          ],
          actorResolvers: [createActorResolver({ tenants, people })],
        });
        http.use(
          '/lti',
          createLtiRouter({
            launch: {
              ...{ knex, tenants, people, roster, courseRosters, noticeHandlers },
              ...{ gateway, limits, toolOrigin, now },
            },
            install: { knex, tenants, toolOrigin, outboundPolicy, now },
            logger,
            routes: interventions.routerOf(LTI_BASE),
          }),
        );
        if (appDirectory !== undefined) {
          const frameAncestors = new FrameAncestors({ knex, now });
          http.use('/app', createAppShell({ directory: appDirectory, frameAncestors }));
        }

        lifecycle.addStartupHook(() => {
          // Neither delays the start: the first launch waits for them if necessary.
          void toolKeys
            .active()
            .catch((error) => logger.error(`The tool key cannot be loaded: ${describeFailure(error)}`));
          void gateway.load().catch((error) => logger.error('ltijs cannot be loaded', error));
        });
      },
    });
  },
});
