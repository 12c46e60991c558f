import * as contracts from '@aimline/plugin-interventions-common/apiClients';
import { coordinator, route } from '@aimline/plugin-interventions-node';
import { createApiClient, listApiClients, removeApiClient } from './createApiClient';

export const apiClientRoutes = [
  route(contracts.listApiClients, {
    allow: coordinator,
    handle: (uow) => listApiClients(uow),
  }),
  route(contracts.createApiClient, {
    allow: coordinator,
    handle: (uow, { body }) => createApiClient(uow, body.name),
  }),
  route(contracts.removeApiClient, {
    allow: coordinator,
    handle: (uow, { params }) => removeApiClient(uow, params.apiClientId),
  }),
];
