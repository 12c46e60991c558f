import * as contracts from '@aimline/plugin-interventions-common/apiClients';
import { coordinator, FieldError, type Route, route } from '@aimline/plugin-interventions-node';
import { createApiClient, listApiClients, removeApiClient } from './createApiClient';

/** @param scopesKnown the actions that can be scopes of an API client */
export const apiClientRoutes = (scopesKnown: () => readonly string[]): Route[] => [
  route(contracts.listApiClients, {
    allow: coordinator,
    handle: (uow) => listApiClients(uow),
  }),
  route(contracts.createApiClient, {
    allow: coordinator,
    handle: async (uow, { body }) => {
      const known = scopesKnown();
      const unknown = body.scopes.findIndex((scope) => !known.includes(scope));
      if (unknown >= 0) {
        const message = `Expected one of: ${known.join(', ')}.`;
        throw new FieldError([{ path: `body.scopes.${unknown}`, message }]);
      }
      return createApiClient(uow, body);
    },
  }),
  route(contracts.removeApiClient, {
    allow: coordinator,
    handle: (uow, { params }) => removeApiClient(uow, params.apiClientId),
  }),
];
