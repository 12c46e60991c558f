import {
  type Feature,
  interventionsExtensionPoint,
  isLocalUrl,
  type Job,
  type Jobs,
  KeyRing,
  readEncryptionKeys,
} from '@aimline/plugin-interventions-node';
import { coreServices, createBackendPlugin, resolvePackagePath } from '@backstage/backend-plugin-api';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { Router } from 'express';
import { asyncApiDocument } from './api/asyncapi';
import { createFrontDoor } from './api/frontDoor';
import { openApiDocument } from './api/openapi';
import { purgeIdempotentAnswers } from './api/purgeIdempotentAnswers';
import { foldFeatures, type Registry } from './api/registry';
import { RequestLimits } from './api/RequestLimits';
import { createRoster } from './createRoster';
import { expectMigrated, migrate } from './db/migrate';
import { createTenantTransactions, type TenantTransactions } from './db/unitOfWork';
import { type Relay, startRelay } from './events/relay';
import { createFeatures } from './features';
import { createJobForwarder, type JobForwarder } from './jobs/forwardJobs';
import { purgingJob } from './jobs/purgingJob';
import { type RunningJobs, startJobs } from './jobs/startJobs';
import { people } from './roster/people';
import { schedule } from './sessions/schedule';

/** Intervention management for schools: the service at `/api/interventions`. */
export const interventionsPlugin = createBackendPlugin({
  pluginId: 'interventions',
  register(env) {
    const added: Feature[] = [];
    const routers = new Map<string, Router>();
    let started: { registry: Registry; transactions: TenantTransactions } | undefined;
    let running: Jobs | undefined;
    const expectStarted = <T>(part: T | undefined): T => {
      if (part === undefined) throw new Error('The interventions plugin has not started yet.');
      return part;
    };
    const tenants: TenantTransactions = {
      transact: (options, work) => expectStarted(started).transactions.transact(options, work),
    };
    env.registerExtensionPoint(interventionsExtensionPoint, {
      addFeature: (feature) => void added.push(feature),
      routerOf: (base) => routers.get(base) ?? routers.set(base, Router()).get(base)!,
      actionsOf: (roles) => expectStarted(started).registry.actionsOf(roles),
      tenants,
      jobs: { enqueue: async (job, data) => expectStarted(running).enqueue(job, data) },
      people,
      schedule,
      roster: createRoster(),
    });
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        rootLifecycle: coreServices.rootLifecycle,
      },
      async init({ config, database, events, httpRouter, logger, rootLifecycle }) {
        const knex = await database.getClient();
        const listTenants = async () => (await knex.raw('select tenant_id from directory.tenant')).rows.map(tenantIdOf);
        const own = createFeatures({
          ...{ tenants, listTenants, logger },
          eventsService: events,
          keyRing: new KeyRing(readEncryptionKeys(config)),
          outboundPolicy: { allowLoopback: isLocalUrl(new URL(config.getString('backend.baseUrl'))) },
          eventsKnown: () => expectStarted(started).registry.events,
          actionsOf: (roles) => expectStarted(started).registry.actionsOf(roles),
        });
        const registry = foldFeatures([...own, ...added]);

        const schemas = [resolvePackagePath('@aimline/plugin-interventions-backend'), ...registry.schemas];
        const ownerConnection = config.getOptionalString('interventions.ownerConnection');
        if (ownerConnection) await migrate(ownerConnection, schemas);
        else await expectMigrated(knex, schemas);

        const sinkNames = registry.eventSinks.map(({ name }) => name);
        let relay: Relay | undefined;
        let forwarder: JobForwarder | undefined;
        const transactions = createTenantTransactions({
          knex,
          now: () => new Date(),
          sinks: () => sinkNames,
          constraints: registry.constraints,
          onEmitted: ({ tenantId }) => relay?.wake(tenantId),
          onEnqueued: ({ tenantId }) => {
            forwarder?.forward(tenantId).catch((error: Error) => {
              logger.warn(`Jobs could not be forwarded and wait for the next minute: ${error.name}`);
            });
          },
        });
        started = { registry, transactions };
        relay = startRelay({ tenants, listTenants, findSinks: registry.findEventSinks, logger });
        const jobsStarted = Promise.withResolvers<RunningJobs>();
        forwarder = createJobForwarder({
          ...{ tenants, listTenants },
          names: registry.jobs.map(({ name }) => name),
          put: async (job) => (await jobsStarted.promise).put(job),
        });
        const purges = [purgeIdempotentAnswers, ...registry.purges];
        const jobs = [...registry.jobs, purgingJob({ tenants, listTenants, purges }), forwarder.job];
        const runningJobs = await startJobs({ knex, jobs, logger });
        jobsStarted.resolve(runningJobs);
        running = runningJobs;
        // Must run before the pool closes: stopping releases the leases of deliveries and jobs through it.
        rootLifecycle.addBeforeShutdownHook(() => Promise.all([relay.stop(), runningJobs.stop()]).then(() => {}));
        for (const job of jobs) if (job.isDueAtStart) await runningJobs.enqueue(job as Job, {});

        // Not authenticated by Backstage but by our own request handler: LMS users are not Backstage users.
        httpRouter.addAuthPolicy({ path: '/', allow: 'unauthenticated' });
        const limits = new RequestLimits(config.getOptional('interventions.requestLimits'));
        const document = openApiDocument(registry.routes);
        const router = Router();
        router.use((_request, response, next) => {
          response.set({
            'Cache-Control': 'no-store',
            // Replaces the policy of Backstage, which allows scripts.
            'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
          });
          next();
        });
        router.get('/openapi.json', (_request, response) => void response.json(document));
        router.get('/asyncapi.json', (_request, response) => void response.json(asyncApiDocument(registry.events)));
        router.use('/v1', createFrontDoor({ registry, tenants, logger, limits }));
        httpRouter.use(router);
        const unserved = registry.routes.find(({ contract: { base } }) => base !== undefined && !routers.has(base));
        if (unserved)
          throw new Error(`No module serves "${unserved.contract.base}", the base of ${unserved.contract.action}.`);
        for (const [base, open] of routers) open.use(createFrontDoor({ registry, tenants, logger, limits, base }));
      },
    });
  },
});

function tenantIdOf({ tenant_id }: { tenant_id: string }): string {
  return tenant_id;
}
