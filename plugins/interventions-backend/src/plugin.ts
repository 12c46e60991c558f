import {
  type ActorResolver,
  type EventSink,
  interventionsExtensionPoint,
  isLocalUrl,
  KeyRing,
  readEncryptionKeys,
  type Route,
} from '@aimline/plugin-interventions-node';
import { coreServices, createBackendPlugin, resolvePackagePath } from '@backstage/backend-plugin-api';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { Router } from 'express';
import { createApiClientResolver } from './apiClients/createApiClientResolver';
import { asyncApiDocument } from './api/asyncapi';
import { startSealing } from './audit/startSealing';
import { openApiDocument } from './api/openapi';
import { createFrontDoor } from './api/frontDoor';
import { RequestLimits } from './api/RequestLimits';
import { expectMigrated, migrate } from './db/migrate';
import { createTenantTransactions, type TenantTransactions } from './db/unitOfWork';
import { eventsServiceSink } from './events/eventsServiceSink';
import { type Relay, startRelay } from './events/relay';
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
    let transactions: TenantTransactions | undefined;
    const tenants: TenantTransactions = {
      transact(options, work) {
        if (!transactions) throw new Error('The interventions plugin has not started yet.');
        return transactions.transact(options, work);
      },
    };
    env.registerExtensionPoint(interventionsExtensionPoint, {
      addActorResolver: (resolver) => void resolvers.push(resolver),
      addEventSink: (sink) => void sinks.push(sink),
      addMigrations: (directory) => void migrations.push(directory),
      addRoutes: (added) => void routes.push(...added),
      tenants,
      roster: createRoster(),
    });
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
      },
      async init({ config, database, events, httpRouter, lifecycle, logger }) {
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
        lifecycle.addShutdownHook(() => relay.stop());
        const sealing = startSealing({ tenants, listTenants, logger });
        lifecycle.addShutdownHook(() => sealing.stop());

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
