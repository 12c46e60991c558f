import { type Feature, feature, rowOf } from '@aimline/plugin-interventions-node';
import type { FeatureTools } from '../FeatureTools';
import { createApiClientResolver } from './createApiClientResolver';
import { apiClientRoutes } from './routes';

export const createApiClientsFeature = ({ actionsOf, tenants }: FeatureTools): Feature =>
  feature({
    name: 'api_clients',
    routes: apiClientRoutes(() => actionsOf(['integration'])),
    subjects: { apiClientId: rowOf('api_client', 'api_client_id', 'program') },
    actorResolvers: [createApiClientResolver(tenants)],
  });
