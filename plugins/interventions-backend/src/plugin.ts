import {
  type ActorResolver,
  type EventSink,
  interventionsExtensionPoint,
  isLocalUrl,
  KeyRing,
  readEncryptionKeys,
  type Job,
  type Jobs,
  type Route,
} from '@aimline/plugin-interventions-node';
import { coreServices, createBackendPlugin, resolvePackagePath } from '@backstage/backend-plugin-api';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { Router } from 'express';
import { createApiClientResolver } from './apiClients/createApiClientResolver';
import { asyncApiDocument } from './api/asyncapi';
import { sealingJob } from './audit/sealingJob';
import { openApiDocument } from './api/openapi';
import { createFrontDoor } from './api/frontDoor';
import { RequestLimits } from './api/RequestLimits';
import { expectMigrated, migrate } from './db/migrate';
import { createTenantTransactions, type TenantTransactions } from './db/unitOfWork';
import { eventsServiceSink } from './events/eventsServiceSink';
import { type Relay, startRelay } from './events/relay';
import { purgingJob } from './jobs/purgingJob';
import { startJobs } from './jobs/startJobs';
import { createRoster } from './roster/createRoster';
import { createRoutes } from './routes';
import { openWebhooks } from './webhooks/openWebhooks';

/** Intervention management for schools: the service at `/api/interventions`. */
export const interventionsPlugin = createBackendPlugin({
  pluginId: 'interventions',
  register(env) {
    const resolvers: ActorResolver[] = [];
    const sinks: EventSink[] = [];
    const routes: Route[] = [];
    const migrations = [resolvePackagePath('@aimline/plugin-interventions-backend', 'migrations')];
    const jobs: Job<never>[] = [];
    let transactions: TenantTransactions | undefined;
    let running: Jobs | undefined;
    const tenants: TenantTransactions = {
      transact(options, work) {
        if (!transactions) throw new Error('The interventions plugin has not started yet.');
        return transactions.transact(options, work);
      },
    };
    env.registerExtensionPoint(interventionsExtensionPoint, {
      addActorResolver: (resolver) => void resolvers.push(resolver),
      addEventSink: (sink) => void sinks.push(sink),
      addJob: (job) => void jobs.push(job),
      addMigrations: (directory) => void migrations.push(directory),
      addRoutes: (added) => void routes.push(...added),
      tenants,
      jobs: {
        async enqueue(job, data) {
          if (!running) throw new Error('The interventions plugin has not started yet.');
          await running.enqueue(job, data);
        },
      },
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
        const ownerConnection = config.getOptionalString('interventions.ownerConnection');
        if (ownerConnection) await migrate(ownerConnection, migrations);
        else await expectMigrated(knex, migrations);

        const reach = { allowLoopback: isLocalUrl(new URL(config.getString('backend.baseUrl'))) };
        const webhookTools = { keyRing: new KeyRing(readEncryptionKeys(config)), reach };
        const findWebhooks = openWebhooks(webhookTools);
        routes.unshift(...createRoutes(webhookTools));
        resolvers.push(createApiClientResolver(tenants));
        sinks.unshift(eventsServiceSink(events));
        const sinkNames = sinks.map(({ name }) => name);

        let relay: Relay | undefined;
        transactions = createTenantTransactions({
          knex,
          now: () => new Date(),
          sinks: () => sinkNames,
          onEmitted: ({ tenantId }) => relay?.wake(tenantId),
        });
        const listTenants = async () => (await knex.raw('select tenant_id from directory.tenant')).rows.map(tenantIdOf);
        relay = startRelay({
          tenants,
          listTenants,
          findSinks: async (uow) => [...sinks, ...(await findWebhooks(uow))],
          logger,
        });
        const sealing = sealingJob({ tenants, listTenants, logger });
        const runningJobs = await startJobs({
          knex,
          jobs: [...jobs, sealing, purgingJob({ tenants, listTenants })],
          logger,
        });
        running = runningJobs;
        // Before the connections to the database are ended, by which deliveries and jobs are handed back.
        rootLifecycle.addBeforeShutdownHook(() => Promise.all([relay.stop(), runningJobs.stop()]).then(() => {}));
        // Not a minute later, when it is its time.
        await runningJobs.enqueue(sealing, {});

        // Open to Backstage, closed by our own front door: LMS users are not Backstage users.
        httpRouter.addAuthPolicy({ path: '/', allow: 'unauthenticated' });
        const limits = new RequestLimits(config.getOptional('interventions.requestLimits'));
        const document = openApiDocument(routes);
        const router = Router();
        router.use((_request, response, next) => {
          response.set({
            'Cache-Control': 'no-store',
            // In place of Backstage's own, which lets its pages run scripts.
            'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
          });
          next();
        });
        router.get('/openapi.json', (_request, response) => void response.json(document));
        router.get('/asyncapi.json', (_request, response) => void response.json(asyncApiDocument()));
        router.use('/v1', createFrontDoor({ routes, resolvers, tenants, logger, limits }));
        httpRouter.use(router);
      },
    });
  },
});

function tenantIdOf({ tenant_id }: { tenant_id: string }): string {
  return tenant_id;
}
